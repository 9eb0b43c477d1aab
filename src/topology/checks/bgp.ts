import { formatPrefix, networkOf } from '../../scenario/parse/prefix.ts';
import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import { canonicalAddress, familyOf, prefixOf } from '../addressing.ts';
import type { CheckBase } from './parts.ts';
import { endpointLabel } from '../endpoint-label.ts';
import type { Endpoint, Node } from '../model.ts';
import type { Family } from '../prefix.ts';
import { bgpSessionName, controlSocket } from '../service-files.ts';
import type { BirdService, Service } from '../services.ts';
import { fail, place, type Own, type Scope } from './scope.ts';

export interface BgpCheck extends CheckBase {
  readonly kind: 'bgp';
  readonly at: Endpoint;
  readonly neighbor: string;
  readonly family: Family;
  /** Control socket of the daemon. */
  readonly socket: string;
  /** What its configuration calls the session. */
  readonly session: string;
  readonly state: 'established' | 'down';
  /** All that the neighbor must have told it, in CIDR form; null asks for nothing. */
  readonly prefixes: readonly string[] | null;
}

export function resolveBgp(spec: RawSpec<'bgp'>, scope: Scope): Own<BgpCheck> {
  const { endpoint: at, node } = place(spec.at, scope);
  const neighbor = canonicalAddress(spec.neighbor);
  const own = {
    kind: 'bgp',
    at,
    neighbor,
    family: familyOf(neighbor),
    state: spec.state ?? defaults.BGP_STATE,
    prefixes: spec.prefixes?.map((text) => formatPrefix(networkOf(prefixOf(text)))) ?? null,
  } as const;
  for (const { name, neighbors } of servicesAt(at, node).filter(isBird)) {
    const position = neighbors.findIndex(({ address }) => address === neighbor);
    if (position === -1) continue;
    const socket = controlSocket(at.container, name);
    return { ...own, socket, session: bgpSessionName(position) };
  }
  const who = endpointLabel(at);
  return fail(`${who} has no \`bird\` service with the neighbor ${spec.neighbor}`, spec.neighbor);
}

function servicesAt({ container }: Endpoint, { root, containers }: Node): readonly Service[] {
  if (container === null) return root.services;
  return containers.find(({ name }) => name === container)?.services ?? [];
}

function isBird(service: Service): service is BirdService {
  return service.kind === 'bird';
}
