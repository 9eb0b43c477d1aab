import type { Check } from '../topology/checks.ts';
import type { Case, CheckKind, Turn } from './check.ts';
import { command } from './command.ts';
import { noReach } from './no-reach.ts';
import { reach } from './reach.ts';
import { routes } from './routes.ts';
import { throughput } from './throughput.ts';

export interface ExpandedCheck {
  readonly check: Check;
  readonly turn: Turn;
  readonly cases: readonly Case[];
}

/** A check's cases, by its kind. @throws UsageError */
export function expandCheck(check: Check): ExpandedCheck {
  switch (check.kind) {
    case 'reach':
      return expanded(reach, check);
    case 'no_reach':
      return expanded(noReach, check);
    case 'routes':
      return expanded(routes, check);
    case 'throughput':
      return expanded(throughput, check);
    case 'command':
      return expanded(command, check);
  }
}

function expanded<C extends Check>(kind: CheckKind<C>, check: C): ExpandedCheck {
  return { check, turn: kind.turn, cases: kind.expand(check) };
}
