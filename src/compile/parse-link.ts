import type { LinkFact } from './fact.ts';
import {
  bridgeInfo,
  ipTunnelInfo,
  ipvlanInfo,
  macvlanInfo,
  vlanInfo,
  vrfInfo,
  vxlanInfo,
  type LinkJson,
} from './ip-json.ts';

/** What a link's JSON alone does not say. */
export interface LinkSurroundings {
  /** Names of the NICs that are there; whatever the provider makes them of, they are NICs. */
  readonly nics: ReadonlySet<string>;
  /** Links of the node's own namespace by index. */
  readonly rootNames: ReadonlyMap<number, string>;
}

export function parseLink(json: LinkJson, around: LinkSurroundings): LinkFact {
  const base = {
    kind: 'link',
    name: json.ifname,
    mtu: json.mtu,
    mac: json.link_type === 'ether' ? (json.address ?? null) : null,
    up: json.flags.includes('UP'),
    master: json.master ?? null,
  } as const;
  if (around.nics.has(json.ifname)) return { ...base, type: 'nic' };
  const info = json.linkinfo?.info_data ?? {};
  const kind = json.linkinfo?.info_kind ?? 'device';
  switch (kind) {
    case 'veth':
    case 'wireguard':
      return { ...base, type: kind };
    case 'tun':
      return info['type'] === 'tun'
        ? { ...base, type: 'tun', attached: json.flags.includes('LOWER_UP') }
        : { ...base, type: 'foreign', foreignType: 'tap' };
    case 'bridge': {
      const { stp_state, forward_delay, mcast_snooping, vlan_filtering } = bridgeInfo.parse(info);
      return {
        ...base,
        type: 'bridge',
        stp: stp_state !== 0,
        forwardDelay: forward_delay,
        multicastSnooping: mcast_snooping !== 0,
        vlanFiltering: vlan_filtering !== 0,
      };
    }
    case 'vxlan': {
      const { id, port, link, learning, ...ends } = vxlanInfo.parse(info);
      return {
        ...base,
        type: 'vxlan',
        vni: id,
        local: ends.local ?? ends.local6 ?? null,
        remote: ends.remote ?? ends.remote6 ?? null,
        port,
        dev: link ?? null,
        learning,
      };
    }
    case 'gre':
    case 'gretap':
    case 'ipip':
    case 'sit': {
      const { local = null, remote = null, ikey, okey, ttl } = ipTunnelInfo.parse(info);
      const keys = { inKey: ikey ?? null, outKey: okey ?? null };
      // 0 takes the TTL of the packet inside.
      const outer = { ttl: ttl === 0 ? null : ttl, dev: json.link ?? null };
      return { ...base, type: kind, local, remote, ...keys, ...outer };
    }
    case 'vrf':
      return { ...base, type: 'vrf', ...vrfInfo.parse(info) };
    case 'vlan': {
      const { protocol, id } = vlanInfo.parse(info);
      return { ...base, type: 'vlan', protocol, id, parent: parentOf(json, around) };
    }
    case 'macvlan':
      return {
        ...base,
        type: 'macvlan',
        ...macvlanInfo.parse(info),
        parent: parentOf(json, around),
      };
    case 'ipvlan': {
      const { mode } = ipvlanInfo.parse(info);
      return { ...base, type: 'ipvlan', mode, parent: parentOf(json, around) };
    }
    default:
      return { ...base, type: 'foreign', foreignType: kind };
  }
}

/** The device of the node that a link sits on, which may be in another namespace. */
function parentOf(json: LinkJson, around: LinkSurroundings): string | null {
  return json.link ?? around.rootNames.get(json.link_index ?? 0) ?? null;
}
