import type { Vxlan } from '../topology/model.ts';
import { onlyRemote } from './forwarding-tables.ts';

/** Line for `ip -batch` that creates a VXLAN device, with the remote VTEP if there is just one. */
export function vxlanLine(vxlan: Vxlan): string {
  const { name, mac, mtu, vni, local, learning, port, dev } = vxlan;
  const remote = onlyRemote(vxlan);
  const words = [
    `link add name ${name} address ${mac} mtu ${mtu} type vxlan id ${vni} local ${local}`,
    ...(remote === null ? [] : [`remote ${remote}`]),
    `dstport ${port}`,
    ...(dev === null ? [] : [`dev ${dev}`]),
    ...(learning ? [] : ['nolearning']),
  ];
  return words.join(' ');
}

export function vxlanFact(vxlan: Vxlan) {
  const { vni, local, port, dev, learning } = vxlan;
  return { type: 'vxlan', vni, local, remote: onlyRemote(vxlan), port, dev, learning } as const;
}
