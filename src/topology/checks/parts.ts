/** What checks are made of, as resolved. */
import type { Endpoint, Where } from '../model.ts';
import type { Family } from '../prefix.ts';

/** What checks of every kind have. */
export interface CheckBase {
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

/** How a packet that took a tunnel or a VLAN looks on the wire outside it. */
export type OuterPacket =
  | { readonly kind: 'vxlan'; readonly vni: number; readonly port: number }
  | { readonly kind: 'udp'; readonly port: number }
  /** Packets or frames in GRE; null is without a key. */
  | { readonly kind: 'gre' | 'gretap'; readonly key: number | null }
  /** IPv4 or IPv6 in IPv4. */
  | { readonly kind: 'ipip' | 'sit' }
  /**
   * Sealed packets between two ends: UDP to or from one of the ports, sent to the far address or
   * from the near one. Null where an end is not known beforehand.
   */
  | {
      readonly kind: 'wireguard';
      readonly ports: readonly number[];
      readonly near: string | null;
      readonly far: string | null;
    }
  /** Tagged frames; of nested tags the outermost id first. */
  | { readonly kind: 'vlan'; readonly ids: readonly number[] };

/** The mechanism that a `reach … over` must be seen to use. */
export interface Over {
  /** Tunnel or VLAN device on the source's node. */
  readonly device: string;
  readonly outer: OuterPacket;
  /** Underlay segments on which every outer packet must be seen, and no inner one. */
  readonly segments: readonly string[];
}

/** A device that is taken down for a moment, to see what goes with it. */
export interface KnockOut {
  readonly node: string;
  /** The namespace that it is in; null is the node's own. */
  readonly container: string | null;
  readonly device: string;
}

/** One direction of a probe: a source and the targets that it must (not) reach. */
export interface Pair {
  readonly from: Endpoint;
  readonly to: Target;
}

export interface Flow {
  readonly from: Endpoint;
  readonly to: Target;
}

/** Packets of one kind from one place to another. */
export interface PacketFlow extends Flow {
  /** TCP port that is connected to; null is ICMP echo. */
  readonly port: number | null;
  /** Length of the IP packets, which must not be fragmented; null is ping's own. */
  readonly bytes: number | null;
}
