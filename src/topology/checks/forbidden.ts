import { listOf } from '../one-or-many.ts';
import type { Place } from '../places.ts';
import { targetsFor } from '../targets.ts';
import type { Scope } from './scope.ts';

/** The addresses that the scenario says, in whichever check, this source must not reach. */
export function forbiddenFor(text: string, from: Place, scope: Scope): ReadonlySet<string> {
  const named = scope.rawChecks.flatMap((check) =>
    check.kind === 'no_reach' && listOf(check.spec.from).includes(text)
      ? listOf(check.spec.to)
      : [],
  );
  const addresses = named.flatMap((target) =>
    targetsFor(target, from, scope.places).map(({ address }) => address),
  );
  return new Set(addresses);
}
