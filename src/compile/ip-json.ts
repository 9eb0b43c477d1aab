/** What `ip -d -j`, `bridge -j` and `nft -j` print, as far as facts are made of it. */
import { z } from 'zod';

export const linksSchema = z.array(
  z.object({
    ifindex: z.number(),
    ifname: z.string(),
    flags: z.array(z.string()),
    mtu: z.number(),
    link_type: z.string(),
    address: z.string().optional(),
    master: z.string().optional(),
    /** The device below or the peer: by name in the same namespace, by index in another. */
    link: z.string().nullish(),
    link_index: z.number().optional(),
    linkinfo: z
      .object({
        info_kind: z.string().optional(),
        info_data: z.record(z.string(), z.unknown()).optional(),
      })
      .optional(),
    addr_info: z.array(
      z.object({ local: z.string().optional(), prefixlen: z.number().optional() }),
    ),
  }),
);
export type LinkJson = z.infer<typeof linksSchema>[number];

const nextHop = z.object({
  gateway: z.string().optional(),
  via: z.object({ host: z.string() }).optional(),
  dev: z.string().optional(),
  flags: z.array(z.string()).optional(),
});

export const routesSchema = z.array(
  nextHop.extend({
    type: z.string().default('unicast'),
    dst: z.string(),
    table: z.string().default('main'),
    protocol: z.string().optional(),
    prefsrc: z.string().optional(),
    metric: z.number().optional(),
    /** Router preference (RFC 4191): printed for every IPv6 route and for no other. */
    pref: z.string().optional(),
    nexthops: z.array(nextHop).optional(),
  }),
);
export type RouteJson = z.infer<typeof routesSchema>[number];

export const neighboursSchema = z.array(
  z.object({ dst: z.string(), dev: z.string(), lladdr: z.string().optional() }),
);

const ruleWord = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.unknown().transform((value) => JSON.stringify(value)),
]);
export const rulesSchema = z.array(z.object({ priority: z.number() }).catchall(ruleWord));
export type RuleJson = z.infer<typeof rulesSchema>[number];

export const fdbSchema = z.array(
  z.object({
    mac: z.string(),
    ifname: z.string(),
    dst: z.string().optional(),
    /** The bridge whose table has the entry; absent where it is in the device's own. */
    master: z.string().optional(),
    state: z.string().optional(),
  }),
);
export type FdbJson = z.infer<typeof fdbSchema>[number];

export const vlansSchema = z.array(
  z.object({
    ifname: z.string(),
    vlans: z.array(
      z.object({
        vlan: z.number(),
        vlanEnd: z.number().optional(),
        flags: z.array(z.string()).optional(),
      }),
    ),
  }),
);
export type VlanJson = z.infer<typeof vlansSchema>[number];

export const nftSchema = z.object({
  nftables: z.array(
    z.object({
      chain: z
        .object({
          table: z.string(),
          name: z.string(),
          type: z.string().optional(),
          hook: z.string().optional(),
          policy: z.string().optional(),
        })
        .optional(),
      rule: z
        .object({ table: z.string(), chain: z.string(), expr: z.array(z.unknown()) })
        .optional(),
    }),
  ),
});

/** `info_data` of the link types that facts are made of. */
export const bridgeInfo = z.object({
  stp_state: z.number(),
  forward_delay: z.number(),
  mcast_snooping: z.number(),
  /** Not there where the kernel cannot filter. */
  vlan_filtering: z.number().default(0),
});
export const vxlanInfo = z.object({
  id: z.number(),
  local: z.string().optional(),
  local6: z.string().optional(),
  remote: z.string().optional(),
  remote6: z.string().optional(),
  port: z.number(),
  learning: z.boolean().default(true),
  link: z.string().optional(),
});
/** A key is four numbers, as an address is written. */
const greKey = z.string().transform((text) => {
  return text.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
});
export const ipTunnelInfo = z.object({
  local: z.string().optional(),
  remote: z.string().optional(),
  ikey: greKey.optional(),
  okey: greKey.optional(),
  ttl: z.number().default(0),
});
export const vlanInfo = z.object({ protocol: z.string(), id: z.number() });
export const macvlanInfo = z.object({
  mode: z.enum(['bridge', 'private', 'vepa', 'passthru']),
});
export const ipvlanInfo = z.object({ mode: z.enum(['l2', 'l3', 'l3s']) });
export const vrfInfo = z.object({ table: z.number() });
