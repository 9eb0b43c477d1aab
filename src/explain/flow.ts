import type { Flow } from '../topology/checks/parts.ts';

/** Packets of one kind from one place to another, whose way is looked for. */
export interface TracedFlow extends Flow {
  /** TCP port that is connected to; null sends ICMP echo requests. */
  readonly port: number | null;
  /** Length of the IP packets, which must not be fragmented; null is ping's own. */
  readonly bytes: number | null;
}

/** What tells a flow's packets from all others. */
export type Mark =
  /** Bytes of the echo's data in hexadecimal: no NAT changes them, and ICMP errors quote them. */
  | { readonly kind: 'icmp'; readonly pattern: string }
  /** Initial sequence numbers of the connections, which no NAT changes either. */
  | { readonly kind: 'tcp'; readonly sequences: readonly number[] };
