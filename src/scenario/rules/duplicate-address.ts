import { isFrameless } from '../devices/frameless.ts';
import { contains, parseNetwork, type ParsedPrefix } from '../parse/prefix.ts';
import { groupBy } from './group-by.ts';
import type { Lab } from './lab.ts';
import { type Owned, ownedAddresses } from './owners.ts';
import type { Finding, Rule } from './rule.ts';
import { findWires, type Wires } from './wires.ts';

/** Networks that some route leads to by a next hop or a tunnel, but for those of VRFs alone. */
function routedNetworks(lab: Lab): readonly ParsedPrefix[] {
  return lab.namespaces.flatMap(({ routes, devices }) =>
    routes.flatMap(({ route }) => {
      const device = devices.find(({ name }) => name === route.dev);
      const leadsAway =
        route.via !== undefined || (device !== undefined && isFrameless(device.type));
      return leadsAway && route.vrf === undefined ? (parseNetwork(route.to) ?? []) : [];
    }),
  );
}

function isHostLength({ family, length }: ParsedPrefix): boolean {
  return length === (family === 4 ? 32 : 128);
}

function clash(one: Owned, other: Owned, wires: Wires, routed: readonly ParsedPrefix[]): boolean {
  const { prefix } = one.address;
  if (prefix.address !== other.address.prefix.address) return false;
  // An unnumbered router has one host address on several of its devices, and VRFs may be numbered alike.
  if (one.namespace === other.namespace) {
    return !isHostLength(prefix) && one.device.settings.vrf === other.device.settings.vrf;
  }
  if (wires(one.device) === wires(other.device)) return true;
  return routed.some((network) => contains(network, prefix));
}

/**
 * No two devices have one address where it matters: on one wire, or in a network that routes lead
 * to. Private networks of several nodes may well be numbered alike.
 */
export const duplicateAddress: Rule = {
  code: 'duplicate-address',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) => {
    const wires = findWires(lab);
    const routed = routedNetworks(lab);
    const byAddress = groupBy(ownedAddresses(lab), ({ address }) => address.prefix.address);
    return byAddress.flatMap((owners) =>
      owners.flatMap((owned, index): readonly Finding[] => {
        const first = owners.slice(0, index).find((other) => clash(owned, other, wires, routed));
        if (first === undefined) return [];
        return [
          {
            path: owned.address.path,
            message: `${owned.address.prefix.address} is also the address of ${first.namespace.label} ${first.device.name}`,
            hint: 'give each its own address',
          },
        ];
      }),
    );
  },
};
