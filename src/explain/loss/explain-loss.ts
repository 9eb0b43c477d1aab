/** Finds out why a packet got no further, and where the packets that it waited for did not. */
import { diagnose, unknownCause } from '../diagnose.ts';
import { hopsOf } from '../hops.ts';
import type { Situation } from '../situation.ts';
import type { Cause, Leg, Loss } from '../trace-record.ts';
import type { Sighting } from '../way/sighting.ts';
import { labOf, type LostPacket, type Observed } from './lost-packet.ts';
import { answerTo, awaitedNeighbour, questionOf, unanswered } from './neighbour-question.ts';
import { situationOf } from './situation-of.ts';

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

/** Null when the packet waits for no neighbour. */
async function neighbourLoss(situation: Situation, observed: Observed): Promise<Loss | null> {
  const neighbour = awaitedNeighbour(situation);
  if (neighbour === null) return null;
  const nobody = unanswered(situation, neighbour);
  const packet = questionOf(situation, neighbour);
  const question = await situationOf(packet, observed);
  if (packet.ends.target === null || packet.way.length === 0) {
    return lossOf(packet, question, nobody, observed);
  }
  const answer = question.arrived ? answerTo(packet, situation) : null;
  if (answer !== null) {
    const back = await situationOf(answer, observed);
    return lossOf(answer, back, diagnose(back) ?? nobody, observed);
  }
  const found = diagnose(question);
  // The question itself may wait: a tunnel's outer packet has a neighbour too.
  const outer = found === null ? await neighbourLoss(question, observed) : null;
  return outer ?? lossOf(packet, question, found ?? nobody, observed);
}

function lossOf(
  { kind, way, ends }: LostPacket,
  { last }: Situation,
  why: Cause,
  observed: Observed,
): Loss {
  const isNeighbour = kind === 'asks' || kind === 'answers';
  const lab = labOf(observed);
  const lastHop = (sighting: Sighting) =>
    hopsOf([{ node: sighting.at.node, from: null, sightings: [sighting] }], ends, lab)[0] ?? null;
  return {
    leg: LEGS[kind],
    neighbour: isNeighbour ? (way[0]?.sightings[0]?.destination ?? null) : null,
    way: isNeighbour ? hopsOf(way, ends, lab) : [],
    last: last === null ? null : lastHop(last),
    cause: why,
  };
}
