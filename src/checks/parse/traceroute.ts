/** What traceroute prints with `-n -q 1`, as data; seen with traceroute 2.1.6. */

export interface TracedHop {
  /** Null where nobody answered. */
  readonly address: string | null;
  /** What the answer says apart from "I am here": `!X`, `!H`, `!N`, …; null for nothing. */
  readonly note: string | null;
}

export interface TracedPath {
  readonly hops: readonly TracedHop[];
  /** What traceroute says when it cannot send: `connect: Network is unreachable`. */
  readonly refusal: string | null;
}

const HOP = /^ *\d+ {2}(?:\*|([0-9A-Fa-f.:]+) {2}[\d.]+ ms(?: (![A-Z0-9<>-]+))?)\s*$/gm;
const REFUSAL = /^(?:connect|send|sendto): .+$/m;

/** Null when the text is no report of a traceroute. */
export function parseTraceroute(output: string): TracedPath | null {
  const refusal = REFUSAL.exec(output)?.[0] ?? null;
  if (!/^traceroute to /m.test(output)) return refusal === null ? null : { hops: [], refusal };
  const hops = [...output.matchAll(HOP)].map(([, address, note]) => ({
    address: address ?? null,
    note: note ?? null,
  }));
  return { hops, refusal };
}
