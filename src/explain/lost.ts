/** Finds out why a packet got no further, and where the packets that it waited for did not. */
import type { LabView } from '../checks/check.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Device, Endpoint, Node } from '../topology/model.ts';
import { diagnose, unknownCause } from './diagnose.ts';
import type { PacketFlow } from '../topology/checks/parts.ts';
import { hopsOf } from './hops.ts';
import {
  cause,
  linkOf,
  namespaceAt,
  ownersOf,
  type SeenError,
  type Situation,
} from './situation.ts';
import type { NamespaceState } from './state/snapshot.ts';
import type { Cause, Leg, Loss } from './trace-record.ts';
import { inquire, type Question, type Tunnel } from './watch/inquire.ts';
import { arrivalOf, type Lab, lastOf } from './way/locate.ts';
import type { Sighting } from './way/sighting.ts';
import { type Ends, type Way, wayOf } from './way/way.ts';

/** What was seen while the packets were sent. */
export interface Observed {
  readonly lab: LabView;
  readonly nodes: readonly Node[];
  readonly states: ReadonlyMap<string, NamespaceState>;
  readonly sightings: readonly Sighting[];
  readonly signal: AbortSignal;
}

/** A packet that did not come to its end. */
export interface LostPacket {
  readonly flow: PacketFlow;
  readonly kind: Situation['kind'];
  readonly way: Way;
  readonly ends: Ends;
  /** Addresses that it had, or would have had. */
  readonly source: string;
  readonly destination: string;
  readonly errors: readonly SeenError[];
  readonly said: string;
}

const LEGS: Readonly<Record<Situation['kind'], Leg>> = {
  request: 'there',
  reply: 'back',
  asks: 'neighbour question',
  answers: 'neighbour answer',
};

/** @throws HarnessError when a node cannot be asked any more */
export async function explainLoss(packet: LostPacket, observed: Observed): Promise<Loss> {
  const situation = await situationOf(packet, observed);
  const found = diagnose(situation);
  if (found !== null) return lossOf(packet, situation, found, observed);
  const deeper = await neighbourLoss(situation, observed);
  return deeper ?? lossOf(packet, situation, unknownCause(situation), observed);
}

export function labOf({ nodes, states }: Observed): Lab {
  return { nodes, stateOf: (at) => states.get(endpointLabel(at)) ?? null };
}

function lossOf(
  { kind, way, ends }: LostPacket,
  { last }: Situation,
  why: Cause,
  observed: Observed,
): Loss {
  const isNeighbour = kind === 'asks' || kind === 'answers';
  return {
    leg: LEGS[kind],
    neighbour: isNeighbour ? (way[0]?.sightings[0]?.destination ?? null) : null,
    way: isNeighbour ? hopsOf(way, ends, labOf(observed)) : [],
    last:
      last === null
        ? null
        : (hopsOf(
            [{ node: last.at.node, from: null, sightings: [last] }],
            ends,
            labOf(observed),
          )[0] ?? null),
    cause: why,
  };
}

async function situationOf(packet: LostPacket, observed: Observed): Promise<Situation> {
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
  const isPort = linkOf(here, last.device)?.master != null && isBridgePort(here, last.device);
  return isPort ? [] : [{ to: destination, received }];
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

/** The packet waits for the MAC address of its next hop: what became of the question? */
async function neighbourLoss(situation: Situation, observed: Observed): Promise<Loss | null> {
  const { at, here, sightings, lookup, tunnels, destination } = situation;
  const hops = [lookup, ...tunnels.map((each) => each.lookup)].flatMap((each) =>
    each?.route == null
      ? []
      : [
          {
            dev: each.route.dev,
            address:
              each.route.via ??
              (each === lookup ? nextFor(situation, destination) : remoteOf(situation, each)),
          },
        ],
  );
  for (const { dev, address } of hops) {
    const asked = sightings.filter(
      ({ subject }) => subject.kind === 'asks' && subject.address === address,
    );
    const entry = here.neighbours.find((each) => each.address === address && each.dev === dev);
    const begun = asked.some(
      (each) => endpointLabel(each.at) === endpointLabel(at) && each.direction === 'out',
    );
    if (entry?.usable === true || (entry === undefined && !begun)) continue;
    return questionLoss({ ...situation, sightings }, { dev, address }, observed);
  }
  return null;
}

function nextFor({ arrived, source }: Situation, destination: string): string {
  return arrived ? source : destination;
}

function remoteOf({ tunnels }: Situation, lookup: Situation['lookup']): string {
  return tunnels.find((each) => each.lookup === lookup)?.remote ?? '';
}

async function questionLoss(
  situation: Situation,
  { dev, address }: { readonly dev: string; readonly address: string },
  observed: Observed,
): Promise<Loss> {
  const { at, flow, nodes } = situation;
  const [owner] = ownersOf(situation, address);
  const ends: Ends = { start: at, target: owner === undefined ? null : endpointFrom(owner) };
  const asked = firstOf(situation, 'asks', address);
  const way = wayOf(asked, nodes, ends);
  const label = endpointLabel(at);
  const packet: LostPacket = {
    ...{
      flow,
      kind: 'asks',
      way,
      ends,
      source: asked[0]?.source ?? '',
      destination: address,
      errors: [],
      said: '',
    },
  };
  const unanswered = cause(
    'neighbour_unresolved',
    owner === undefined
      ? `${label} asks on ${dev} for ${address}, an address that nobody in the lab has`
      : `${label} asks on ${dev} for ${address} (${owner}), and gets no answer`,
    situation,
    {
      device: dev,
      certain: owner === undefined,
      evidence: [
        {
          what: `${label}: ip neigh show ${address} dev ${dev}`,
          data: stateWords(situation, dev, address),
        },
      ],
    },
  );
  const question = await situationOf(packet, observed);
  if (owner === undefined || way.length === 0)
    return lossOf(packet, question, unanswered, observed);
  if (question.arrived) {
    const answered = firstOf(situation, 'answers', address);
    const back = wayOf(answered, nodes, { start: endpointFrom(owner), target: at });
    if (back.length > 0) {
      const answer: LostPacket = {
        ...packet,
        kind: 'answers',
        way: back,
        ends: { start: endpointFrom(owner), target: at },
      };
      const there = await situationOf(answer, observed);
      return lossOf(answer, there, diagnose(there) ?? unanswered, observed);
    }
  }
  const found = diagnose(question);
  const outer = found === null ? await neighbourLoss(question, observed) : null;
  return outer ?? lossOf(packet, question, found ?? unanswered, observed);
}

/** A question is repeated: the first at each device tells the way. */
function firstOf(
  { sightings }: Situation,
  kind: 'asks' | 'answers',
  address: string,
): readonly Sighting[] {
  const seen = new Set<string>();
  return sightings
    .filter(({ subject }) => subject.kind === kind && subject.address === address)
    .toSorted((a, b) => Number(a.timeNs - b.timeNs))
    .filter(({ at, device, direction, wraps }) => {
      const key = [endpointLabel(at), device, direction, wraps.length].join(' ');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

function stateWords({ here }: Situation, dev: string, address: string): string {
  const entry = here.neighbours.find((each) => each.address === address && each.dev === dev);
  return entry === undefined ? 'no entry' : [entry.mac ?? '', ...entry.states].join(' ').trim();
}

function endpointFrom(label: string): Endpoint {
  const [node = '', container = null] = label.split('/');
  return { node, container };
}
