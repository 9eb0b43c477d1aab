/** Puts together all that is known of a lost packet, and asks the namespace that had it last. */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Device, Endpoint, Node } from '../../topology/model.ts';
import { linkOf, namespaceAt, type Situation } from '../situation.ts';
import type { NamespaceState } from '../state/snapshot.ts';
import { inquire, type Question, type Tunnel } from '../watch/inquire.ts';
import { arrivalOf, lastOf } from '../way/locate.ts';
import type { Sighting } from '../way/sighting.ts';
import { labOf, type LostPacket, type Observed } from './lost-packet.ts';

/** @throws HarnessError when the node cannot be asked any more */
export async function situationOf(packet: LostPacket, observed: Observed): Promise<Situation> {
  const { flow, kind, way, ends } = packet;
  const lab = labOf(observed);
  const arrival = arrivalOf(way, lab);
  const last = arrival ?? lastOf(way, ends, lab);
  const at = last?.at ?? ends.start ?? flow.from;
  const outer = last?.wraps[0];
  const source = outer?.source ?? last?.source ?? packet.source;
  const destination = outer?.destination ?? last?.destination ?? packet.destination;
  const here = lab.stateOf(at);
  if (here === null) throw new Error(`nothing is known of ${endpointLabel(at)}`);
  const arrived = arrival !== null;
  const questions = questionsOf({ kind, last, arrived, source, destination, here });
  const tunnels = last?.direction === 'out' ? tunnelsOf(observed.nodes, at, last.device) : [];
  const answers = await inquire(observed.lab, at, questions, tunnels, observed.signal);
  const failed = answers.lookups.find(({ route }) => route === null);
  const { errors, said } = packet;
  const { states, nodes, sightings } = observed;
  return {
    ...{ flow, kind, way, last, at, source, destination, arrived, here, errors, said },
    ...{ states, nodes, sightings, tunnels: answers.tunnels },
    lookup: failed ?? answers.lookups.at(-1) ?? null,
  };
}

type Whereabouts = Pick<Situation, 'kind' | 'last' | 'arrived' | 'source' | 'destination' | 'here'>;

/** What the namespace's routing must be asked; nothing where it does not route the packet. */
function questionsOf({
  kind,
  last,
  arrived,
  source,
  destination,
  here,
}: Whereabouts): readonly Question[] {
  if (last === null) return [{ to: destination, received: null }];
  const received = { from: source, iif: last.device };
  if (arrived) {
    const here = { to: destination, received };
    return kind === 'asks' ? [here] : [here, { to: source, received: null }];
  }
  if (kind !== 'request' && kind !== 'reply' && last.wraps.length === 0) {
    // Who answers for others does so where it would forward (arp(7), proxy_arp).
    return kind === 'asks' && isProxy(here, last) ? [{ to: destination, received }] : [];
  }
  if (last.direction === 'out') return [{ to: destination, received: null }];
  return isBridgePort(here, last.device) ? [] : [{ to: destination, received }];
}

function isProxy({ sysctls }: NamespaceState, { device, direction }: Sighting): boolean {
  return (
    direction === 'in' &&
    ['all', device].some((name) => sysctls.get(`net.ipv4.conf.${name}.proxy_arp`) === '1')
  );
}

function isBridgePort(here: NamespaceState, device: string): boolean {
  const master = linkOf(here, linkOf(here, device)?.master ?? null);
  return master?.kind === 'bridge';
}

function tunnelsOf(nodes: readonly Node[], at: Endpoint, name: string): readonly Tunnel[] {
  const device = namespaceAt(nodes, at)?.devices.find((each) => each.name === name);
  return device === undefined ? [] : farEnds(device).map((end) => ({ device: name, ...end }));
}

function farEnds(
  device: Device,
): readonly { readonly remote: string; readonly local: string | null }[] {
  switch (device.kind) {
    case 'vxlan':
      return device.remotes.map((remote) => ({ remote, local: device.local }));
    case 'ip-tunnel':
      return [{ remote: device.remote, local: device.local }];
    case 'tun':
      return [{ remote: device.remote.address, local: null }];
    case 'wireguard':
      return device.peers.flatMap(({ endpoint }) =>
        endpoint === null ? [] : [{ remote: endpoint.address, local: null }],
      );
    default:
      return [];
  }
}
