import { parseAddress } from '../parse/address.ts';
import type { RawScenario } from '../schema/scenario.ts';
import type { LabDevice, LabNamespace } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

/** Of a segment, when the scenario does not say (IEEE 802.3). */
const ETHERNET_MTU = 1500;

/** Bytes of the outer headers: IPv4 (RFC 791) or IPv6 (RFC 8200), and UDP (RFC 768). */
const IP_BYTES = { 4: 20, 6: 40 } as const;
const UDP_BYTES = 8;

/** VXLAN header and the inner Ethernet header (RFC 7348, section 5). */
const VXLAN_BYTES = 8 + 14;

interface Tunnel {
  readonly mtu: number;
  readonly local: string;
  readonly dev: string | null;
  readonly bytes: number;
}

function tunnelOf({ type }: LabDevice): Tunnel | null {
  if (type.kind === 'vxlan' && type.spec.mtu !== undefined) {
    const { mtu, local, dev = null } = type.spec;
    return { mtu, local, dev, bytes: UDP_BYTES + VXLAN_BYTES };
  }
  if (type.kind === 'tun' && type.spec.mtu !== undefined) {
    const { mtu, local: end } = type.spec;
    const local = typeof end === 'string' ? end.slice(0, end.lastIndexOf(':')) : end.address;
    return { mtu, local: local.replaceAll(/[[\]]/g, ''), dev: null, bytes: UDP_BYTES };
  }
  return null;
}

function isBelow(tunnel: Tunnel, device: LabDevice): boolean {
  if (tunnel.dev !== null) return device.name === tunnel.dev;
  const local = parseAddress(tunnel.local)?.address;
  return device.addresses.some(({ prefix }) => prefix.address === local);
}

function mtuOf({ type }: LabDevice, scenario: RawScenario): number | null {
  if (type.kind !== 'interface') return null;
  return type.spec.mtu ?? scenario.segments?.[type.spec.segment]?.mtu ?? ETHERNET_MTU;
}

function judge(
  device: LabDevice,
  { devices }: LabNamespace,
  scenario: RawScenario,
): readonly Finding[] {
  const tunnel = tunnelOf(device);
  const family = parseAddress(tunnel?.local ?? '')?.family;
  if (tunnel === null || family === undefined) return [];
  const underlay = devices.find((candidate) => isBelow(tunnel, candidate));
  const underlayMtu = underlay === undefined ? null : mtuOf(underlay, scenario);
  if (underlay === undefined || underlayMtu === null) return [];
  const room = underlayMtu - IP_BYTES[family] - tunnel.bytes;
  if (tunnel.mtu <= room) return [];
  return [
    {
      path: [...device.path, 'mtu'],
      message: `expected an MTU of at most ${room}, found ${tunnel.mtu}: packets of ${device.name} leave by ${underlay.name}, whose MTU is ${underlayMtu}`,
      hint: `remove \`mtu\`, or raise the MTU of the segment to ${tunnel.mtu + underlayMtu - room}`,
    },
  ];
}

/** A tunnel's packets fit into those of the interface that carries them. */
export const overlayMtu: Rule = {
  code: 'overlay-mtu',
  concludesFromAbsent: 'nothing',
  check: ({ scenario, lab }) =>
    lab.namespaces.flatMap((namespace) =>
      namespace.devices.flatMap((device) => judge(device, namespace, scenario)),
    ),
};
