/** Forwarding entries of a device, as `bridge -j fdb show dev DEVICE` prints them. */
import { z } from 'zod';

export interface FdbEntry {
  /** Lower case; all zeros is where unknown destinations are sent to. */
  readonly mac: string;
  /** Remote VTEP; null for an entry that has none. */
  readonly dst: string | null;
  /** Whether somebody put it there, or the kernel learnt it. */
  readonly permanent: boolean;
}

const table = z.array(
  z.object({ mac: z.string(), dst: z.string().optional(), state: z.string().optional() }),
);

/** @throws Error when the text is not such a list. */
export function parseBridgeFdb(json: string): readonly FdbEntry[] {
  const entries = table.parse(JSON.parse(json));
  return entries.map(({ mac, dst, state }) => ({
    mac: mac.toLowerCase(),
    dst: dst ?? null,
    permanent: state === 'permanent' || state === 'static',
  }));
}
