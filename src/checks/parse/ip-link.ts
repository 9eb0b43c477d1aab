/** Devices of a namespace, as `ip -d -j link show` prints them. */
import { z } from 'zod';

export interface KernelLink {
  readonly name: string;
  /** `veth`, `bridge`, `vxlan`, …; null for a network card and the loopback. */
  readonly kind: string | null;
  /** The bridge or VRF that it belongs to. */
  readonly master: string | null;
  /** Administrative state. */
  readonly up: boolean;
}

const table = z.array(
  z.object({
    ifname: z.string(),
    flags: z.array(z.string()),
    master: z.string().optional(),
    linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
  }),
);

/** @throws Error when the text is not such a list. */
export function parseIpLinks(json: string): readonly KernelLink[] {
  return table.parse(JSON.parse(json)).map(({ ifname, flags, master, linkinfo }) => ({
    name: ifname,
    kind: linkinfo?.info_kind ?? null,
    master: master ?? null,
    up: flags.includes('UP'),
  }));
}
