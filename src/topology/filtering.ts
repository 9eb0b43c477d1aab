/** Firewall and NAT of a namespace, resolved. */
import type { Prefix } from './prefix.ts';

type FilterHook = 'input' | 'forward' | 'output';
type FilterPolicy = 'accept' | 'drop';
/** `reject` answers with an ICMP error, port unreachable. */
type FilterVerdict = FilterPolicy | 'reject';
type FilterProtocol = 'tcp' | 'udp' | 'icmp' | 'icmp6';
/** As connection tracking has it. */
type ConnectionState = 'new' | 'established' | 'related' | 'invalid';

/** What a packet must be for a rule to take it; null and the empty list are "any". */
export interface FilterRule {
  readonly verdict: FilterVerdict;
  readonly from: Prefix | null;
  readonly to: Prefix | null;
  readonly in: string | null;
  readonly out: string | null;
  readonly protocol: FilterProtocol | null;
  /** Destination ports, in ascending order. */
  readonly ports: readonly number[];
  /** In alphabetical order. */
  readonly states: readonly ConnectionState[];
}

export interface FilterChain {
  readonly hook: FilterHook;
  /** For packets that no rule takes. */
  readonly policy: FilterPolicy;
  /** The first that takes a packet decides. */
  readonly rules: readonly FilterRule[];
}

/** Source NAT behind the address of the outgoing device. */
interface Masquerade {
  readonly kind: 'masquerade';
  readonly source: Prefix;
  /** Packets that leave by this device; null is any. */
  readonly out: string | null;
}

/** Source NAT behind one address. */
interface SourceNat {
  readonly kind: 'snat';
  readonly source: Prefix;
  readonly to: string;
  readonly out: string | null;
}

/** What is sent to one address is delivered to another. */
interface DestinationNat {
  readonly kind: 'dnat';
  readonly address: string;
  /** Null is every port, and every protocol that has none. */
  readonly port: number | null;
  readonly protocol: 'tcp' | 'udp' | null;
  readonly to: { readonly address: string; readonly port: number | null };
  /** Packets that come in by this device; null is any, and those of the namespace itself. */
  readonly in: string | null;
}

export type Nat = Masquerade | SourceNat | DestinationNat;
