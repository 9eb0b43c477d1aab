/** One timeline of all segments. */
import { type TunnelPorts, wrapWords } from '../way/unwrap.ts';
import { type Journey, mergePassages } from './merge.ts';
import { packetEnds } from '../way/packet-ends.ts';
import { packetWords } from './packet-words.ts';
import { type Passage, passagesIn, type SegmentCatch } from './passage.ts';

/** More lines than anybody reads; the latest are kept. */
const MOST_PACKETS = 20_000;

/** A packet on one segment. */
interface TimelineHop {
  readonly segment: string;
  /** Since the timeline's start, in milliseconds. */
  readonly atMs: number;
  readonly vlans: readonly number[];
  /** Tunnels around the packet, outermost first, in words. */
  readonly inside: readonly string[];
  /** TTL or hop limit of the innermost packet; null for ARP. */
  readonly ttl: number | null;
}

/** A packet, wherever it was seen. */
interface TimelinePacket {
  /** Innermost addresses; those that ARP speaks of. */
  readonly source: string;
  readonly destination: string;
  readonly what: string;
  readonly hops: readonly TimelineHop[];
}

/** The content of `timeline.json`. */
export interface Timeline {
  /** ISO 8601, UTC: when the first packet was caught; null without any. */
  readonly startedAt: string | null;
  readonly segments: readonly string[];
  /** Packets that are not listed, before those that are. */
  readonly leftOut: number;
  readonly packets: readonly TimelinePacket[];
}

/** @throws HarnessError for anything but pcap */
export function timelineOf(catches: readonly SegmentCatch[], ports: TunnelPorts): Timeline {
  const journeys = mergePassages(catches.flatMap((caught) => passagesIn(caught, ports)));
  const startNs = journeys[0]?.[0]?.timeNs ?? null;
  return {
    startedAt: startNs === null ? null : new Date(Number(startNs / 1_000_000n)).toISOString(),
    segments: catches.map(({ segment }) => segment),
    leftOut: Math.max(0, journeys.length - MOST_PACKETS),
    packets: journeys.slice(-MOST_PACKETS).flatMap((journey) => packetOf(journey, startNs ?? 0n)),
  };
}

function packetOf(journey: Journey, startNs: bigint): readonly TimelinePacket[] {
  const [first] = journey;
  if (first === undefined) return [];
  const { packet } = first;
  const hops = journey.map((passage) => hopOf(passage, startNs));
  return [{ ...packetEnds(packet), what: packetWords(packet), hops }];
}

function hopOf({ segment, timeNs, vlans, wraps, packet }: Passage, startNs: bigint): TimelineHop {
  return {
    segment,
    atMs: Number((timeNs - startNs) / 1000n) / 1000,
    vlans,
    inside: wraps.map(wrapWords),
    ttl: packet.kind === 'ip' ? packet.hops : null,
  };
}

/** The same as text: a line a packet. */
export function renderTimeline({ startedAt, segments, leftOut, packets }: Timeline): string {
  if (startedAt === null) return `No packet crossed ${segments.join(', ')}.\n`;
  const head = [
    `Packets on ${segments.join(', ')}, in milliseconds since ${startedAt}`,
    ...(leftOut === 0 ? [] : [`${leftOut} earlier ones are only in the pcap files`]),
  ];
  return `${[...head, ...packets.map(lineOf)].join('\n')}\n`;
}

function lineOf({ source, destination, what, hops }: TimelinePacket): string {
  const start = hops[0]?.atMs ?? 0;
  const way = hops.map((hop, index) => {
    const after = index === 0 ? '' : ` +${(hop.atMs - start).toFixed(3)}`;
    const tags = hop.vlans.map((id) => `VLAN ${id}`);
    const around = [...tags, ...hop.inside];
    return `${hop.segment}${after}${around.length === 0 ? '' : ` (${around.join('; ')})`}`;
  });
  return `${start.toFixed(3).padStart(11)}  ${source} → ${destination}  ${what}  on ${way.join(', ')}`;
}
