import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import { parseKnockOut } from '../../scenario/parse/knock-out.ts';
import type { CheckBase, KnockOut, Over, Pair } from './parts.ts';
import type { Endpoint } from '../model.ts';
import { resolveOver } from '../resolve-over.ts';
import { fail, pairs, type Own, type Scope } from './scope.ts';

export interface ReachCheck extends CheckBase {
  readonly kind: 'reach';
  readonly pairs: readonly (Pair & {
    readonly over: Over | null;
    /** What the target must not be reached without; null asks for nothing. */
    readonly knockOut: KnockOut | null;
  })[];
  /** Echo requests a try. */
  readonly count: number;
  readonly maxLossPercent: number;
  /** Bound on the mean round-trip time; null is none. Scaled on emulated machines. */
  readonly maxRttMs: number | null;
}

export function resolveReach(spec: RawSpec<'reach'>, scope: Scope): Own<ReachCheck> {
  const { over, knock_out: knockOut } = spec;
  const text = knockOut === true ? over : knockOut;
  return {
    kind: 'reach',
    pairs: pairs(spec, scope).map((pair) => ({
      ...pair,
      over: over === undefined ? null : tunnel(over, pair, scope),
      knockOut: text === undefined ? null : knockedOut(text, pair.from, scope),
    })),
    count: spec.count ?? defaults.PING_COUNT,
    maxLossPercent: spec.max_loss_percent ?? defaults.MAX_LOSS_PERCENT,
    maxRttMs: spec.max_rtt_ms ?? null,
  };
}

function tunnel(name: string, { from: { node }, to }: Pair, { nodes }: Scope) {
  const owner = nodes.find((each) => each.name === node);
  const over =
    owner === undefined
      ? null
      : resolveOver(name, owner, { nodes, target: to.endpoint?.node ?? null });
  return over ?? fail(`${node} has no tunnel or VLAN ${name} that crosses a segment`, name);
}

/** The device of the node that is named, or else of the source's node or of the source itself. */
function knockedOut(text: string, from: Endpoint, { nodes }: Scope): KnockOut {
  const { node = null, device = '' } = parseKnockOut(text) ?? {};
  const owner = nodes.find(({ name }) => name === (node ?? from.node));
  if (owner?.root.devices.some(({ name }) => name === device) === true) {
    return { node: owner.name, container: null, device };
  }
  const inside = owner?.containers.find(({ name }) => node === null && name === from.container);
  return inside?.devices.some(({ name }) => name === device) === true
    ? { node: from.node, container: from.container, device }
    : fail(`there is no device ${text}`, text);
}
