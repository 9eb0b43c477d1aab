import type { LabDevice, LabNamespace } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

const KINDS: Readonly<Record<LabDevice['type']['kind'], string>> = {
  interface: 'an interface',
  bridge: 'a bridge',
  vxlan: 'a vxlan device',
  tun: 'a tun device',
  'ip-tunnel': 'a tunnel',
  vrf: 'a VRF',
  wireguard: 'a wireguard device',
  veth: 'a veth end',
  vlan: 'a vlan device',
  ipvlan: 'an ipvlan device',
  macvlan: 'a macvlan device',
};

function describe({ type, container: place }: LabDevice): string {
  const kind = KINDS[type.kind];
  const container = place ?? (type.kind === 'veth' ? type.peer.container : null);
  return container === null ? kind : `${kind} of container ${container}`;
}

function judge({ devices, label }: LabNamespace): readonly Finding[] {
  return devices.flatMap((device, index): readonly Finding[] => {
    const first = devices.slice(0, index).find(({ name }) => name === device.name);
    if (first === undefined) return [];
    return [
      {
        path: device.path,
        part: device.namePart,
        message: `${label} has two devices named \`${device.name}\``,
        hint: `the other one is ${describe(first)}`,
      },
    ];
  });
}

/** A namespace has no two devices of one name. */
export const repeatedDevice: Rule = {
  code: 'repeated-device',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) => lab.namespaces.flatMap(judge),
};
