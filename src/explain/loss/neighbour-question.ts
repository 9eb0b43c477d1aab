/** The question for a neighbour that a packet waits for (ARP, neighbour solicitation). */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Endpoint } from '../../topology/model.ts';
import { cause, ownersOf, type Situation } from '../situation.ts';
import type { Cause } from '../trace-record.ts';
import { firstSightings } from '../way/first-sightings.ts';
import type { Sighting } from '../way/sighting.ts';
import { type Ends, wayOf } from '../way/way.ts';
import type { LostPacket } from './lost-packet.ts';

export interface Neighbour {
  readonly dev: string;
  readonly address: string;
}

/** The next hop that has no MAC address yet, of the packet or of a tunnel's outer one; null for none. */
export function awaitedNeighbour(situation: Situation): Neighbour | null {
  const { at, here, sightings, lookup, tunnels } = situation;
  const own = lookup?.route == null ? [] : [{ route: lookup.route, target: targetOf(situation) }];
  const outer = tunnels.flatMap(({ remote, lookup: { route } }) =>
    route === null ? [] : [{ route, target: remote }],
  );
  for (const { route, target } of [...own, ...outer]) {
    const address = route.via ?? target;
    const { dev } = route;
    const entry = here.neighbours.find((each) => each.address === address && each.dev === dev);
    const begun = sightings.some(
      ({ subject, at: place, direction }) =>
        subject.kind === 'asks' &&
        subject.address === address &&
        direction === 'out' &&
        endpointLabel(place) === endpointLabel(at),
    );
    if (entry === undefined ? begun : !entry.usable) return { dev, address };
  }
  return null;
}

/** What arrived is to be answered. */
function targetOf({ arrived, source, destination }: Situation): string {
  return arrived ? source : destination;
}

/** The question as a packet of its own; `owner` is whom it is for, null for nobody in the lab. */
export function questionOf(situation: Situation, { address }: Neighbour): LostPacket {
  const { at, flow, nodes } = situation;
  const ends: Ends = { start: at, target: ownerOf(situation, address) };
  const asked = firstOf(situation, 'asks', address);
  const way = wayOf(asked, nodes, ends);
  const source = asked[0]?.source ?? '';
  return { flow, kind: 'asks', way, ends, source, destination: address, errors: [], said: '' };
}

/** The answer of who was asked; null when there was none. */
export function answerTo(question: LostPacket, situation: Situation): LostPacket | null {
  const { start, target } = question.ends;
  const ends: Ends = { start: target, target: start };
  const way = wayOf(firstOf(situation, 'answers', question.destination), situation.nodes, ends);
  return way.length === 0 ? null : { ...question, kind: 'answers', way, ends };
}

/** That nobody answers: all that can be said when nothing else tells why. */
export function unanswered(situation: Situation, { dev, address }: Neighbour): Cause {
  const label = endpointLabel(situation.at);
  const owner = ownerOf(situation, address);
  const entry = situation.here.neighbours.find(
    (each) => each.address === address && each.dev === dev,
  );
  const state = entry === undefined ? 'no entry' : [entry.mac ?? '', ...entry.states].join(' ');
  const words =
    owner === null
      ? `${address}, an address that nobody in the lab has`
      : `${address} (${endpointLabel(owner)}), and gets no answer`;
  return cause('neighbour_unresolved', `${label} asks on ${dev} for ${words}`, situation, {
    device: dev,
    certain: owner === null,
    evidence: [{ what: `${label}: ip neigh show ${address} dev ${dev}`, data: state.trim() }],
  });
}

function ownerOf(situation: Situation, address: string): Endpoint | null {
  const [label] = ownersOf(situation, address);
  if (label === undefined) return null;
  const [node = '', container = null] = label.split('/');
  return { node, container };
}

function firstOf(
  { sightings }: Situation,
  kind: 'asks' | 'answers',
  address: string,
): readonly Sighting[] {
  return firstSightings(
    sightings.filter(({ subject }) => subject.kind === kind && subject.address === address),
  );
}
