import { type ParsedAddress, parseAddress } from '../parse/address.ts';
import { contains, formatPrefix, parseNetwork, type ParsedPrefix } from '../parse/prefix.ts';
import type { Lab, LabNamespace } from './lab.ts';
import { isMentionedInRun, nobodyHas, type Owned, ownedAddresses } from './owners.ts';
import type { Finding, Rule } from './rule.ts';

/** Link-local addresses (RFC 4291, section 2.5.6), which the kernel makes by itself. */
const LINK_LOCAL: ParsedPrefix = { family: 6, address: 'fe80::', length: 10 };

interface Hop {
  readonly via: string;
  readonly address: ParsedAddress;
  readonly dev: string | null;
  readonly onlink: boolean;
  readonly table: number | null;
  readonly vrf: string | null;
  readonly path: Finding['path'];
}

function hopsOf({ routes }: LabNamespace): readonly Hop[] {
  return routes.flatMap(({ route, path }) => {
    const { to, via = '', dev = null, onlink = false, table = null, vrf = null } = route;
    const address = parseAddress(via);
    if (address === null) return [];
    // A next hop of the other family is refused by a rule of its own.
    const network = parseNetwork(to);
    if (network !== null && network.family !== address.family) return [];
    return [{ via, address, dev, onlink, table, vrf, path: [...path, 'via'] }];
  });
}

/** What the namespace reaches without a router by the device, or by any, as the table has it. */
function onLink(
  { devices, routes }: LabNamespace,
  { dev, table, vrf }: Hop,
): readonly ParsedPrefix[] {
  const connected = devices
    .filter(({ name, settings }) =>
      dev === null ? vrf === null || settings.vrf === vrf : name === dev,
    )
    .flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix));
  const direct = routes
    .filter(({ route }) => route.via === undefined && (dev === null || route.dev === dev))
    .filter(({ route }) => route.table === undefined || route.table === table)
    .filter(({ route }) => route.vrf === undefined || route.vrf === vrf)
    .flatMap(({ route }) => parseNetwork(route.to) ?? []);
  return [...connected, ...direct];
}

/** Whether a permanent neighbour entry says who it is. */
function isWrittenDown({ spec }: LabNamespace, { address }: ParsedAddress): boolean {
  return (spec.neighbours ?? []).some((entry) => parseAddress(entry.address)?.address === address);
}

function judge(
  lab: Lab,
  all: readonly Owned[],
  namespace: LabNamespace,
  hop: Hop,
): readonly Finding[] {
  const { via, address, dev, path } = hop;
  const isKnown =
    contains(LINK_LOCAL, address) ||
    isMentionedInRun(lab, via) ||
    isWrittenDown(namespace, address);
  if (isKnown) return undecided(namespace, hop);
  const links = onLink(namespace, hop);
  const reachable = hop.onlink || links.some((prefix) => contains(prefix, address));
  const owners = all.filter(({ address: { prefix } }) => prefix.address === address.address);
  if (owners.length === 0) {
    const others = all.filter((owned) => owned.namespace !== namespace);
    return [{ path, ...nobodyHas(via, links, others) }];
  }
  if (owners.every((owner) => owner.namespace === namespace)) {
    const message = `${via} is ${namespace.label}'s own address`;
    return [{ path, message, hint: 'write the address of the next router' }];
  }
  if (reachable) return undecided(namespace, hop);
  if (dev !== null && !namespace.devices.some(({ name }) => name === dev)) return [];
  const subnets = links.length === 0 ? 'no subnet' : links.map(formatPrefix).join(', ');
  return [
    {
      path,
      message: `${via} is not on the link of ${dev ?? namespace.label}, which has ${subnets}`,
      hint: 'a next hop lies in a subnet of the device; `onlink: true` overrides that',
    },
  ];
}

/** Nothing but the addresses of devices says which of them leads to a next hop. */
function undecided(
  { label, devices }: LabNamespace,
  { via, address, dev, path }: Hop,
): readonly Finding[] {
  const own = devices.flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix));
  if (dev !== null || own.some((prefix) => contains(prefix, address))) return [];
  const message = `no device of ${label} has an address in a network with ${via}`;
  return [{ path, message, hint: 'add `dev`' }];
}

/** Next hops are addresses of others in the scenario, within reach. */
export const nextHop: Rule = {
  code: 'route-via-nobody',
  concludesFromAbsent: 'addresses',
  check: ({ lab }) => {
    const all = ownedAddresses(lab);
    return lab.namespaces.flatMap((namespace) =>
      hopsOf(namespace).flatMap((hop) => judge(lab, all, namespace, hop)),
    );
  },
};
