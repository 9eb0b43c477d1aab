/** Finds out which packets on several segments are the same one. */
import { wrapWords } from '../way/unwrap.ts';
import { packetEnds } from '../way/packet-ends.ts';
import { packetKey } from './packet-words.ts';
import type { Passage } from './passage.ts';

/** One packet, with the segments that it crossed, in the order of time; at least one. */
export type Journey = readonly Passage[];

/** What looks the same but comes later than this after the last segment is another packet. */
const LONGEST_HOP_NS = 2_000_000_000n;

/**
 * Journeys in the order of their beginnings. A packet that crosses the same segment in the same way
 * a second time, such as one that was sent again, begins a new one.
 */
export function mergePassages(passages: readonly Passage[]): readonly Journey[] {
  const journeys: Passage[][] = [];
  const latest = new Map<string, Passage[]>();
  for (const passage of passages.toSorted(byTime)) {
    const key = keyOf(passage);
    const open = latest.get(key);
    if (open !== undefined && goesOn(open, passage)) {
      open.push(passage);
    } else {
      const begun = [passage];
      latest.set(key, begun);
      journeys.push(begun);
    }
  }
  return journeys;
}

/**
 * No router passes on what is for one link, and many machines say the same there without an address
 * of their own: then it is their MAC address that tells them apart.
 */
function keyOf({ packet, wraps, from }: Passage): string {
  const { source, destination } = packetEnds(packet);
  const isOfLink = wraps.length === 0 && [source, destination].some((end) => OF_LINK.test(end));
  return isOfLink ? `${packetKey(packet)} ${from}` : packetKey(packet);
}

/** RFC 4291, sections 2.5.2, 2.5.6 and 2.7. */
const OF_LINK = /^(::$|fe80:|ff02:)/;

function byTime(a: Passage, b: Passage): number {
  return a.timeNs < b.timeNs ? -1 : a.timeNs > b.timeNs ? 1 : 0;
}

function goesOn(journey: Journey, next: Passage): boolean {
  const last = journey.at(-1);
  if (last === undefined || next.timeNs - last.timeNs > LONGEST_HOP_NS) return false;
  const way = wayOf(next);
  return journey.every((passage) => wayOf(passage) !== way);
}

/** A router that sends a packet back to the segment that it came from changes its MAC addresses. */
function wayOf({ segment, from, to, vlans, wraps, packet }: Passage): string {
  const hops = packet.kind === 'ip' ? packet.hops : '';
  return [segment, from, to, vlans.join('.'), ...wraps.map(wrapWords), hops].join(' ');
}
