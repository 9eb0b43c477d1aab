/** Checks as resolved: endpoints looked up, targets with their addresses, durations in ms. */
import type { Endpoint, Family, Where } from './model.ts';

interface CheckBase {
  /** Position among the scenario's checks, from 1. */
  readonly number: number;
  /** In the scenario's words; null names each case by what it does. */
  readonly title: string | null;
  readonly where: Where;
  /** Deadline for the polled check. */
  readonly withinMs: number;
}

/** What a probe is sent to. */
export interface Target {
  /** As the scenario says it: `node2/con1`, or the literal address. */
  readonly label: string;
  readonly address: string;
  readonly family: Family;
  /** Null for a literal address that no endpoint owns. */
  readonly endpoint: Endpoint | null;
}

/** How a packet that took a tunnel looks on the wire outside it. */
export type OuterPacket =
  | { readonly kind: 'vxlan'; readonly vni: number; readonly port: number }
  | { readonly kind: 'udp'; readonly port: number };

/** The mechanism that a `reach … over` must be seen to use. */
export interface Over {
  /** Tunnel device on the source's node. */
  readonly device: string;
  readonly outer: OuterPacket;
  /** Underlay segments on which every outer packet must be seen, and no inner one. */
  readonly segments: readonly string[];
}

/** One direction of a probe: a source and the targets that it must (not) reach. */
export interface Pair {
  readonly from: Endpoint;
  readonly to: Target;
}

export interface ReachCheck extends CheckBase {
  readonly kind: 'reach';
  readonly pairs: readonly (Pair & { readonly over: Over | null })[];
  /** Echo requests a try. */
  readonly count: number;
  readonly maxLossPercent: number;
  /** Bound on the mean round-trip time; null is none. Scaled on emulated machines. */
  readonly maxRttMs: number | null;
}

/**
 * How a probe can end without an answer: no route at the source, an ICMP error from somebody, or
 * nothing at all.
 */
export type NoReachOutcome = 'no_route' | 'rejected' | 'silence';

export interface NoReachCheck extends CheckBase {
  readonly kind: 'no_reach';
  readonly pairs: readonly Pair[];
  /** Null accepts any of the three. */
  readonly expect: NoReachOutcome | null;
  readonly count: number;
  /**
   * Targets that the source must reach in the same run, or the check proves nothing: one per
   * source, keyed by `endpointLabel`. Sources without one prove themselves by their own address.
   */
  readonly control: Readonly<Record<string, Target>>;
}

export interface RoutesCheck extends CheckBase {
  readonly kind: 'routes';
  readonly at: readonly Endpoint[];
  readonly mode: 'contains' | 'exactly';
  /** In the words of ip-route(8): `172.16.1.0/24 via 10.0.0.20 dev ens5`. */
  readonly routes: readonly string[];
}

export interface Flow {
  readonly from: Endpoint;
  readonly to: Target;
}

type ThroughputBound =
  | { readonly kind: 'absolute'; readonly bps: number }
  | { readonly kind: 'relative'; readonly percent: number; readonly of: Flow };

export interface ThroughputCheck extends CheckBase {
  readonly kind: 'throughput';
  readonly flow: Flow;
  readonly protocol: 'tcp' | 'udp';
  /** Offered load; null is as fast as it goes. */
  readonly rateBps: number | null;
  readonly durationMs: number;
  readonly atLeast: ThroughputBound;
  /** Bound on UDP datagram loss; null is none. */
  readonly maxLossPercent: number | null;
}

/** A value that a JSON path of the output must have. */
export interface JsonExpectation {
  /** Dotted path, array positions as numbers: `0.linkinfo.info_data.id`. */
  readonly path: string;
  readonly value: string | number | boolean | null;
}

export interface CommandCheck extends CheckBase {
  readonly kind: 'command';
  readonly at: readonly Endpoint[];
  /** Shell command line of the scenario's author. */
  readonly run: string;
  readonly exitCode: number;
  /** Text that stdout must contain; null asks for nothing. */
  readonly stdoutContains: string | null;
  /** Exact stdout, trailing newlines apart; null asks for nothing. */
  readonly stdoutEquals: string | null;
  readonly json: readonly JsonExpectation[];
}

export type Check = ReachCheck | NoReachCheck | RoutesCheck | ThroughputCheck | CommandCheck;
