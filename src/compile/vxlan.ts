import type { Vxlan } from '../topology/model.ts';

/** Line for `ip -batch` that creates a VXLAN device with one remote VTEP and a learning table. */
export function vxlanLine(vxlan: Vxlan): string {
  const { name, mac, mtu, vni, local, remote, port, dev } = vxlan;
  const below = dev === null ? '' : ` dev ${dev}`;
  const ends = `local ${local} remote ${remote} dstport ${port}${below}`;
  return `link add name ${name} address ${mac} mtu ${mtu} type vxlan id ${vni} ${ends}`;
}

export function vxlanFact({ vni, local, remote, port, dev }: Vxlan) {
  return { type: 'vxlan', vni, local, remote, port, dev } as const;
}
