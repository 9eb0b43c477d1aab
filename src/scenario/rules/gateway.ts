import { parseAddress } from '../parse/address.ts';
import { contains } from '../parse/prefix.ts';
import { bridgeNetworks } from './address-outside-bridge.ts';
import type { Lab, LabNamespace, OwnGateway } from './lab.ts';
import { isMentionedInRun, nobodyHas, type Owned, ownedAddresses } from './owners.ts';
import type { Finding, Rule } from './rule.ts';

function judge(
  lab: Lab,
  all: readonly Owned[],
  namespace: LabNamespace,
  { text: gateway, path: at }: OwnGateway,
): readonly Finding[] {
  const { devices, label } = namespace;
  const address = parseAddress(gateway);
  if (address === null) return [];
  const own = devices.flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix));
  if (own.length === 0) {
    return [{ path: at, message: `${label} has a gateway but no address`, hint: 'add `address`' }];
  }
  if (own.some((prefix) => prefix.address === address.address)) {
    return [
      {
        path: at,
        message: `the gateway ${gateway} is ${label}'s own address`,
        hint: 'write the address of the bridge or router',
      },
    ];
  }
  if (own.some((prefix) => contains(prefix, address))) {
    const isOwned = all.some((owned) => owned.address.prefix.address === address.address);
    if (isOwned || isMentionedInRun(lab, gateway)) return [];
    const others = all.filter((owned) => owned.namespace !== namespace);
    return [{ path: at, ...nobodyHas(gateway, own, others) }];
  }
  // Then it is the address that is wrong, which is said there.
  const networks = devices.flatMap((device) => bridgeNetworks(lab, device, address.family));
  if (networks.some((network) => contains(network, address))) return [];
  return [
    {
      path: at,
      message: `the gateway ${gateway} is outside the subnet of ${label}`,
      hint: `the container can only reach gateways that lie in its own subnet`,
    },
  ];
}

/** A container's gateway is somebody in the container's subnet. */
export const badGateway: Rule = {
  code: 'bad-gateway',
  concludesFromAbsent: 'addresses',
  check: ({ lab }) => {
    const all = ownedAddresses(lab);
    return lab.namespaces.flatMap((namespace) =>
      namespace.gateways.flatMap((gateway) => judge(lab, all, namespace, gateway)),
    );
  },
};
