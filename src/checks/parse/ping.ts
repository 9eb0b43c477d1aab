/** What iputils' ping prints, as data; seen with 20221126 and 20240905. */

/** An ICMP error as ping words it. */
export interface IcmpError {
  readonly from: string;
  /** `Destination Host Unreachable`, `Packet filtered`, `Time exceeded: Hop limit`. */
  readonly message: string;
}

export interface PingStatistics {
  readonly transmitted: number;
  /** Answered requests: duplicates are not among them. */
  readonly received: number;
  readonly duplicates: number;
  readonly errors: number;
  /** Null when nothing was received. */
  readonly rttMs: { readonly min: number; readonly mean: number; readonly max: number } | null;
}

export interface PingReport {
  /** Null when ping ended before it sent anything. */
  readonly statistics: PingStatistics | null;
  readonly icmpErrors: readonly IcmpError[];
  /** What ping says on its own account: `connect: Network is unreachable`. */
  readonly localErrors: readonly string[];
}

const COUNTS = /^(\d+) packets transmitted, (\d+) received(.*?), [\d.]+% packet loss\b/m;
const RTT = /^rtt min\/avg\/max\/mdev = ([\d.]+)\/([\d.]+)\/([\d.]+)\/[\d.]+ ms/m;
const ICMP = /^From ([0-9A-Fa-f.:]*[0-9A-Fa-f])(?:%\S+)?:? icmp_seq=\d+ (.+)$/gm;
const LOCAL = /^ping6?: (.+)$/gm;

// Advice to the sender: the packet itself went on.
const NO_ERROR = /^(?:Redirect|Source Quench)/;

export function parsePing(output: string): PingReport {
  return {
    statistics: parseStatistics(output),
    icmpErrors: [...output.matchAll(ICMP)]
      .map(([, from = '', message = '']) => ({ from, message: message.trim() }))
      .filter((error) => !NO_ERROR.test(error.message)),
    localErrors: [...output.matchAll(LOCAL)].map(([, text = '']) => text.trim()),
  };
}

function parseStatistics(output: string): PingStatistics | null {
  const counts = COUNTS.exec(output);
  if (counts === null) return null;
  const [, transmitted, received, extra = ''] = counts;
  const rtt = RTT.exec(output);
  return {
    transmitted: Number(transmitted),
    received: Number(received),
    duplicates: Number(/\+(\d+) duplicates/.exec(extra)?.[1] ?? 0),
    errors: Number(/\+(\d+) errors/.exec(extra)?.[1] ?? 0),
    rttMs: rtt && { min: Number(rtt[1]), mean: Number(rtt[2]), max: Number(rtt[3]) },
  };
}
