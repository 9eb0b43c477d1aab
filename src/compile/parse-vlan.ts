import type { VlanFact } from './fact.ts';
import type { VlanJson } from './ip-json.ts';

export function parseVlans({ ifname, vlans }: VlanJson): readonly VlanFact[] {
  return vlans.flatMap(({ vlan, vlanEnd = vlan, flags = [] }) =>
    Array.from({ length: vlanEnd - vlan + 1 }, (_, index): VlanFact => ({
      kind: 'vlan',
      dev: ifname,
      vid: vlan + index,
      pvid: flags.includes('PVID'),
      untagged: flags.includes('Egress Untagged'),
    })),
  );
}
