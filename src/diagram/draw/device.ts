import { formatPrefix } from '../../scenario/parse/prefix.ts';
import type { Device, Impairment, PortVlans, Vxlan } from '../../topology/model.ts';
import type { Prefix } from '../../topology/prefix.ts';
import type { DrawnDevice, DrawnText } from '../drawing.ts';
import { deviceId } from '../ids.ts';

/** A device with what there is to say of it. */
export function drawDevice(
  place: string,
  device: Device,
  impairments: readonly Impairment[] = [],
): DrawnDevice {
  const { name, kind, addresses, up, vrf, vlans } = device;
  return {
    id: deviceId(place, name),
    mark: null,
    name,
    kind,
    addresses: addresses.map((address) => drawAddress(place, name, address)),
    details: [
      ...ownDetails(device),
      ...(vlans === null || kind === 'bridge' ? [] : [portVlans(vlans)]),
      ...(vrf === null ? [] : [`in VRF ${vrf}`]),
      ...impairments.filter(({ dev }) => dev === name).map(impairmentDetail),
      ...(up ? [] : ['down']),
    ],
  };
}

export function drawAddress(place: string, device: string, address: Prefix): DrawnText {
  const text = formatPrefix(address);
  return { id: `address:${place}:${device}:${text}`, mark: null, text };
}

function ownDetails(device: Device): readonly string[] {
  switch (device.kind) {
    case 'nic':
    case 'veth':
      return [];
    case 'bridge':
      return device.vlanFiltering ? ['VLAN filtering'] : [];
    case 'vlan':
      return [`VLAN ${device.id} on ${device.parent}`];
    case 'vxlan':
      return [vxlanDetail(device)];
    case 'tun':
      return [`UDP to ${device.remote.address}:${device.remote.port}`];
    case 'ip-tunnel': {
      const key = device.key === null ? '' : `, key ${device.key}`;
      return [`${device.encapsulation} to ${device.remote}${key}`];
    }
    case 'vrf':
      return [`VRF, table ${device.table}`];
    case 'wireguard':
      return [
        `UDP ${device.listenPort}`,
        ...device.peers.map(
          (peer) => `${peer.node}: ${peer.allowedIps.map(formatPrefix).join(', ')}`,
        ),
      ];
    case 'macvlan':
    case 'ipvlan':
      return [`${device.kind} ${device.mode}`, `on ${device.parent}`];
  }
}

/** What is wrong with the line: `sends: 20 ms late, jitter 2 ms, 1 % lost`. */
function impairmentDetail({ delayMs, jitterMs, lossPercent, rateBps }: Impairment): string {
  const jitter = jitterMs === 0 ? '' : `, jitter ${jitterMs} ms`;
  const parts = [
    ...(delayMs === 0 ? [] : [`${delayMs} ms late${jitter}`]),
    ...(lossPercent === 0 ? [] : [`${lossPercent} % lost`]),
    ...(rateBps === null ? [] : [`${rateBps / 1e6} Mbit/s`]),
  ];
  return `sends: ${parts.join(', ')}`;
}

function vxlanDetail({ vni, remotes }: Vxlan): string {
  return remotes.length === 0 ? `VNI ${vni}` : `VNI ${vni} to ${remotes.join(', ')}`;
}

function portVlans({ untagged, tagged }: PortVlans): string {
  const parts = [
    ...(untagged === null ? [] : [`${untagged} untagged`]),
    ...(tagged.length === 0 ? [] : [`${tagged.join(', ')} tagged`]),
  ];
  return parts.length === 0 ? 'no VLAN' : `VLAN ${parts.join(', ')}`;
}
