/** Neighbour entries, as `ip -j neigh show` prints them: ARP and NDP. */
import { z } from 'zod';

export interface Neighbour {
  /** Canonical text. */
  readonly address: string;
  readonly dev: string;
  /** Lower case; null while nobody has answered. */
  readonly mac: string | null;
  /** `REACHABLE`, `STALE`, `FAILED`, …, as ip-neighbour(8) has them. */
  readonly states: readonly string[];
  /** Whether the kernel would send to it: it has a MAC address, and has not given up on it. */
  readonly usable: boolean;
}

const UNUSABLE: readonly string[] = ['FAILED', 'INCOMPLETE', 'NONE'];

const table = z.array(
  z.object({
    dst: z.string(),
    dev: z.string(),
    lladdr: z.string().optional(),
    state: z.array(z.string()).optional(),
  }),
);

/** @throws Error when the text is not such a list. */
export function parseIpNeighbours(json: string): readonly Neighbour[] {
  const entries = table.parse(JSON.parse(json));
  return entries.map(({ dst, dev, lladdr, state = [] }) => ({
    address: dst,
    dev,
    mac: lladdr?.toLowerCase() ?? null,
    states: state,
    usable: lladdr !== undefined && !state.some((word) => UNUSABLE.includes(word)),
  }));
}
