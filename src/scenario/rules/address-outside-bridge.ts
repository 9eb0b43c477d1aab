import { contains, formatPrefix, networkOf, type ParsedPrefix } from '../parse/prefix.ts';
import type { Lab, LabDevice } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

/** The bridge that the other end of a veth device is a port of. */
function bridgeOf({ type }: LabDevice): string | null {
  return type.kind === 'veth' ? type.peerBridge : null;
}

/** Networks of the bridge that a veth pair plugs a device into, of one family. */
export function bridgeNetworks(
  lab: Lab,
  device: LabDevice,
  family: 4 | 6,
): readonly ParsedPrefix[] {
  const name = bridgeOf(device);
  if (name === null) return [];
  const bridge = lab.namespaces
    .filter((namespace) => namespace.node === device.node && namespace.container === null)
    .flatMap(({ devices }) => devices)
    .find((other) => other.type.kind === 'bridge' && other.name === name);
  return (bridge?.addresses ?? [])
    .map(({ prefix }) => networkOf(prefix))
    .filter((prefix) => prefix.family === family);
}

function judge(lab: Lab, device: LabDevice): readonly Finding[] {
  return device.addresses.flatMap(({ prefix, path }): readonly Finding[] => {
    const networks = bridgeNetworks(lab, device, prefix.family);
    const text = networks.map(formatPrefix).join(', ');
    if (networks.length === 0 || networks.some((network) => contains(network, prefix))) return [];
    return [
      {
        path,
        message: `${prefix.address} is outside the subnet of ${bridgeOf(device) ?? ''}, ${text}`,
        hint: `give the ${device.container === null ? 'device' : 'container'} an address in ${text}`,
      },
    ];
  });
}

/** A container's address lies in a subnet of its bridge, if that has one. */
export const addressOutsideBridge: Rule = {
  code: 'address-outside-subnet',
  concludesFromAbsent: 'addresses',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ devices }) => devices.flatMap((device) => judge(lab, device))),
};
