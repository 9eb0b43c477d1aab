/** What tells a flow's packets from all others. */
export type Mark =
  /** Bytes of the echo's data in hexadecimal: no NAT changes them, and ICMP errors quote them. */
  | { readonly kind: 'icmp'; readonly pattern: string }
  /** Initial sequence numbers of the connections, which no NAT changes either. */
  | { readonly kind: 'tcp'; readonly sequences: readonly number[] };
