export type Family = 4 | 6;

/** An address with its prefix length (`10.0.0.10/16`), or a network when the host bits are zero. */
export interface Prefix {
  readonly family: Family;
  /** Canonical text: dotted quad, or RFC 5952. */
  readonly address: string;
  readonly length: number;
}
