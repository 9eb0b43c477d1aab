import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import type { CheckBase, Over, Pair } from '../checks.ts';
import { resolveOver } from '../resolve-over.ts';
import { fail, pairs, type Own, type Scope } from './scope.ts';

export interface ReachCheck extends CheckBase {
  readonly kind: 'reach';
  readonly pairs: readonly (Pair & { readonly over: Over | null })[];
  /** Echo requests a try. */
  readonly count: number;
  readonly maxLossPercent: number;
  /** Bound on the mean round-trip time; null is none. Scaled on emulated machines. */
  readonly maxRttMs: number | null;
}

export function resolveReach(spec: RawSpec<'reach'>, scope: Scope): Own<ReachCheck> {
  const { over } = spec;
  return {
    kind: 'reach',
    pairs: pairs(spec, scope).map((pair) => ({
      ...pair,
      over: over === undefined ? null : tunnel(over, pair, scope),
    })),
    count: spec.count ?? defaults.PING_COUNT,
    maxLossPercent: spec.max_loss_percent ?? defaults.MAX_LOSS_PERCENT,
    maxRttMs: spec.max_rtt_ms ?? null,
  };
}

function tunnel(name: string, { from: { node }, to }: Pair, { nodes, where }: Scope) {
  const owner = nodes.find((each) => each.name === node);
  const over =
    owner === undefined
      ? null
      : resolveOver(name, owner, { nodes, target: to.endpoint?.node ?? null });
  return over ?? fail({ where }, `${node} has no tunnel or VLAN ${name} that crosses a segment`);
}
