/** How an attempt to open a TCP connection ended. */
import type { TcpOutcome } from '../../topology/checks/tcp.ts';
import { parseTcpdump, type SeenPacket } from '../parse/tcpdump.ts';
import type { SectionOutput } from '../sections.ts';

export type TcpEnd =
  | { readonly kind: TcpOutcome; readonly words: string }
  /** It was not carried out: nothing can be concluded. */
  | { readonly kind: 'not_run'; readonly words: string };

/** One attempt, and what was seen of it at the source. */
export interface TcpAttempt {
  /** socat's output. */
  readonly connect: SectionOutput;
  /** What tcpdump saw meanwhile: packets of the connection and ICMP errors about it. */
  readonly wire: SectionOutput;
  /** `ip route get` towards the target. */
  readonly routeGet: SectionOutput;
}

/** A notice of one that has both of its ends. */
const CONNECTED = /^\S+ \S+ socat\[\d+\] N starting data transfer loop/m;
/** 1.7 calls it an error, 1.8 a warning that an error follows. */
const CONNECT_ERROR = /^\S+ \S+ socat\[\d+\] [EW] (connect.+): ([^:\n]+)$/m;
const ROUTING_REFUSES = /^RTNETLINK answers: (.+)$/m;
/** What the sender's kernel tells itself when nobody answers its ARP or neighbour solicitation. */
const NEIGHBOUR_FAILED = /^(?:host \S+ unreachable|.*unreachable address \S+)$/;

export function tcpEnd(address: string, { connect, wire, routeGet }: TcpAttempt): TcpEnd {
  if (connect.exitCode === 0 && CONNECTED.test(connect.output)) {
    return { kind: 'connected', words: 'connected' };
  }
  const [, call, error = ''] = CONNECT_ERROR.exec(connect.output) ?? [];
  if (call === undefined) {
    return { kind: 'not_run', words: connect.output.trim() || 'socat said nothing' };
  }
  const refusal = ROUTING_REFUSES.exec(routeGet.output)?.[1];
  if (routeGet.exitCode !== 0 && refusal !== undefined) {
    // Two witnesses, since connect(2) says the same of an ICMP error.
    return { kind: 'no_route', words: `no route (${refusal})` };
  }
  const seen = parseTcpdump(wire.output);
  const own = new Set(seen.filter(isAttempt(address)).map(({ source }) => source));
  const errors = seen.filter((packet) => packet.kind === 'icmp');
  const foreign = errors.filter(
    ({ source, destination, message }) =>
      !((own.has(source) || source === destination) && NEIGHBOUR_FAILED.test(message)),
  );
  const [first] = foreign;
  if (first !== undefined) {
    return { kind: 'rejected', words: `rejected by ${first.source}: ${first.message}` };
  }
  if (error === 'Connection refused') return refused(address, seen);
  if (error === 'Connection timed out' || error === 'No route to host') {
    return { kind: 'silence', words: `silence (${silenceWords(address, seen, errors.length)})` };
  }
  return { kind: 'not_run', words: `${call}: ${error}, and nothing on the wire says why` };
}

function refused(address: string, seen: readonly SeenPacket[]): TcpEnd {
  const reset = seen.some(
    (packet) =>
      packet.kind === 'tcp' &&
      packet.direction === 'in' &&
      packet.source === address &&
      packet.flags.startsWith('R'),
  );
  return reset
    ? { kind: 'refused', words: `refused by ${address}` }
    : { kind: 'not_run', words: 'refused, but the wire does not show by whom' };
}

function silenceWords(address: string, seen: readonly SeenPacket[], errors: number): string {
  const sent = seen.filter(isAttempt(address)).length;
  if (sent > 0) return `SYN sent ${sent === 1 ? 'once' : `${sent} times`}, no answer`;
  if (errors > 0) return 'nobody there: the neighbour did not resolve';
  return 'no SYN left the source: the neighbour does not resolve, or the source itself drops it';
}

function isAttempt(address: string) {
  return (packet: SeenPacket): boolean =>
    packet.kind === 'tcp' &&
    packet.direction === 'out' &&
    packet.destination === address &&
    packet.flags === 'S';
}
