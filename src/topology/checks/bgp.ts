import { formatPrefix, networkOf } from '../../scenario/parse/prefix.ts';
import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import { canonicalAddress, familyOf, prefixOf } from '../addressing.ts';
import type { CheckBase } from '../checks.ts';
import { endpointLabel } from '../endpoint-label.ts';
import type { Endpoint, Family } from '../model.ts';
import { bgpProtocolName, controlSocket } from '../service-files.ts';
import type { BirdService } from '../services.ts';
import { fail, place, type Own, type Scope } from './scope.ts';

export interface BgpCheck extends CheckBase {
  readonly kind: 'bgp';
  readonly at: Endpoint;
  readonly neighbor: string;
  readonly family: Family;
  /** Control socket of the daemon. */
  readonly socket: string;
  /** What its configuration calls the session. */
  readonly protocol: string;
  readonly state: 'established' | 'down';
  /** All that the neighbor must have sent, `172.16.1.0/24`; null asks for nothing. */
  readonly prefixes: readonly string[] | null;
  readonly absent: readonly string[];
}

export function resolveBgp(spec: RawSpec<'bgp'>, scope: Scope): Own<BgpCheck> {
  const at = place(spec.at, scope).endpoint;
  const neighbor = canonicalAddress(spec.neighbor);
  const node = scope.nodes.find(({ name }) => name === at.node);
  const own =
    at.container === null
      ? node?.root.services
      : node?.containers.find(({ name }) => name === at.container)?.services;
  const daemons = (own ?? []).filter((service): service is BirdService => service.kind === 'bird');
  for (const { name, neighbors } of daemons) {
    const position = neighbors.findIndex(({ address }) => address === neighbor);
    if (position === -1) continue;
    return {
      kind: 'bgp',
      at,
      neighbor,
      family: familyOf(neighbor),
      socket: controlSocket(at.container, name),
      protocol: bgpProtocolName(position),
      state: spec.state ?? defaults.BGP_STATE,
      prefixes: spec.prefixes?.map(networkText) ?? null,
      absent: spec.absent?.map(networkText) ?? [],
    };
  }
  const message = `${endpointLabel(at)} has no \`bird\` service with the neighbor ${spec.neighbor}`;
  return fail(scope, message);
}

function networkText(text: string): string {
  return formatPrefix(networkOf(prefixOf(text)));
}
