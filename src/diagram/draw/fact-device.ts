import type { LinkFact } from '../../compile/fact.ts';
import type { DeviceKind, DrawnDevice } from '../drawing.ts';
import { deviceId } from '../ids.ts';

/** A device as a kernel shows it. Its addresses are facts of their own. */
export function factDevice(place: string, link: LinkFact): DrawnDevice {
  const { name, up } = link;
  return {
    id: deviceId(place, name),
    mark: null,
    name,
    kind: kindOf(link),
    addresses: [],
    details: [...detailsOf(link), ...(up ? [] : ['down'])],
  };
}

function kindOf({ type }: LinkFact): DeviceKind {
  switch (type) {
    case 'gre':
    case 'gretap':
    case 'ipip':
    case 'sit':
      return 'ip-tunnel';
    case 'nic':
    case 'veth':
    case 'wireguard':
    case 'bridge':
    case 'vxlan':
    case 'vrf':
    case 'tun':
    case 'vlan':
    case 'macvlan':
    case 'ipvlan':
    case 'foreign':
      return type;
  }
}

function detailsOf(link: LinkFact): readonly string[] {
  switch (link.type) {
    case 'nic':
    case 'veth':
    case 'wireguard':
    case 'bridge':
    case 'tun':
      return [];
    case 'vxlan':
      return [link.remote === null ? `VNI ${link.vni}` : `VNI ${link.vni} to ${link.remote}`];
    case 'gre':
    case 'gretap':
    case 'ipip':
    case 'sit':
      return [`${link.type} to ${link.remote ?? 'any'}`];
    case 'vrf':
      return [`VRF, table ${link.table}`];
    case 'vlan':
      return [`VLAN ${link.id} on ${link.parent ?? '?'}`];
    case 'macvlan':
    case 'ipvlan':
      return [`${link.type} ${link.mode}`, `on ${link.parent ?? '?'}`];
    case 'foreign':
      return [link.foreignType];
  }
}
