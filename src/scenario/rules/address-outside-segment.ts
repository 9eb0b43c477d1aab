import { contains, formatPrefix, networkOf, type ParsedPrefix } from '../parse/prefix.ts';
import { bridgeNetworks } from './address-outside-bridge.ts';
import { groupBy } from './group-by.ts';
import type { Lab } from './lab.ts';
import { type Owned, ownedAddresses } from './owners.ts';
import type { Finding, Rule } from './rule.ts';
import { findWires } from './wires.ts';

function overlap(a: ParsedPrefix, b: ParsedPrefix): boolean {
  return contains(a, b) || contains(b, a);
}

/** A single address routes by `onlink` or from elsewhere; an addressed bridge has its own rule. */
function isJudgedHere(lab: Lab, { address, device }: Owned): boolean {
  const { family, length } = address.prefix;
  if (length === (family === 4 ? 32 : 128)) return false;
  return bridgeNetworks(lab, device, family).length === 0;
}

function isOnlinkTo({ device, namespace }: Owned): boolean {
  return namespace.routes.some(({ route }) => route.dev === device.name && route.via === undefined);
}

/** The addresses of one wire, gathered by the subnets that they share. */
function bySubnet(owners: readonly Owned[]): readonly (readonly Owned[])[] {
  const groups: Owned[][] = [];
  for (const owned of owners) {
    const group = groups.find((members) =>
      members.some(({ address }) => overlap(address.prefix, owned.address.prefix)),
    );
    if (group === undefined) groups.push([owned]);
    else group.push(owned);
  }
  return groups;
}

function judge(owners: readonly Owned[]): readonly Finding[] {
  const groups = bySubnet(owners);
  const [main] = groups.toSorted((a, b) => b.length - a.length);
  const neighbour = main?.[0];
  if (neighbour === undefined) return [];
  return groups.flatMap((group): readonly Finding[] => {
    const [lone] = group;
    if (group === main || lone === undefined || group.length > 1 || isOnlinkTo(lone)) return [];
    const network = formatPrefix(networkOf(neighbour.address.prefix));
    const where = `${neighbour.namespace.label} ${neighbour.device.name}`;
    return [
      {
        path: lone.address.path,
        message: `${lone.address.prefix.address} shares no subnet with anybody on its wire; ${where} is in ${network}`,
        hint: `give it an address in ${network}`,
      },
    ];
  });
}

/** An address has a neighbour on its wire that it can reach without a router. */
export const addressOutsideSegment: Rule = {
  code: 'address-outside-subnet',
  concludesFromAbsent: 'addresses',
  check: ({ lab }) => {
    const wires = findWires(lab);
    const judged = ownedAddresses(lab).filter((owned) => isJudgedHere(lab, owned));
    const onWires = groupBy(
      judged,
      ({ device, address }) => `${wires(device)} ${address.prefix.family}`,
    );
    return onWires.flatMap(judge);
  },
};
