import type { Vlan } from '../topology/model.ts';
import { createdIn, type Birth } from './birth.ts';

/** Line for `ip -batch`, in the node's own namespace, that creates an 802.1Q sub-interface. */
export function vlanLine(vlan: Vlan, birth: Birth): string {
  const { mac, mtu, id, parent } = vlan;
  const type = `type vlan protocol 802.1Q id ${id}`;
  return `link add link ${parent} ${createdIn(birth)} address ${mac} mtu ${mtu} ${type}`;
}

export function vlanLinkFact({ id, parent }: Vlan) {
  return { type: 'vlan', protocol: '802.1Q', id, parent } as const;
}
