import type { VlanFact } from './fact.ts';
import type { VlanJson } from './ip-json.ts';

export function parseVlans({ ifname, vlans }: VlanJson): readonly VlanFact[] {
  return vlans.map(({ vlan, flags = [] }) => ({
    kind: 'vlan',
    dev: ifname,
    vid: vlan,
    pvid: flags.includes('PVID'),
    untagged: flags.includes('Egress Untagged'),
  }));
}
