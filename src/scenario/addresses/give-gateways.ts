import { parseAddress } from '../parse/address.ts';
import { contains, parseNetwork, type ParsedPrefix } from '../parse/prefix.ts';
import { type Lab, type LabDevice, type LabNamespace, layOut } from '../rules/lab.ts';
import { NONE } from '../schema/text.ts';
import type { RawScenario } from '../schema/scenario.ts';
import { isAutomatic, poolOf } from './asks.ts';
import { hearsItsNode } from './device-traits.ts';
import { isRouted, saysForwarding } from './forwarding.ts';
import type { Filled, GivenText } from './given.ts';
import { type Wire, wiresOf } from './wire-list.ts';
import { readAt, writeAt } from './write-at.ts';

type Family = 4 | 6;

/** Whether a route of the container is a default route of the family. */
function hasDefault({ routes }: LabNamespace, family: Family): boolean {
  return routes.some(({ route: { to, via, table } }) => {
    const network = to === 'default' ? parseAddress(via ?? '') : parseNetwork(to);
    const isDefault = to === 'default' || parseNetwork(to)?.length === 0;
    return isDefault && table === undefined && (network?.family ?? family) === family;
  });
}

/** The address that a namespace has on the wire, in a subnet of the container's. */
function addressOn(space: LabNamespace, wire: Wire, own: ParsedPrefix): string | null {
  const prefixes = space.devices
    .filter((device) => wire.devices.includes(device))
    .flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix));
  return prefixes.find((prefix) => contains(prefix, own))?.address ?? null;
}

/**
 * The address of who takes a container's packets further: its own node before others, and who
 * forwards before who does not. Other nodes count only when they are given routes.
 */
function routers(
  scenario: RawScenario,
  lab: Lab,
  wire: Wire,
  { node, type }: LabDevice,
  own: ParsedPrefix,
): string | null {
  const roots = lab.namespaces.filter(({ container }) => container === null);
  const here = hearsItsNode(type) ? roots.filter((root) => root.node === node) : [];
  const there = roots.filter((root) => root.node !== node && isRouted(scenario, root));
  const forwards = (root: LabNamespace): boolean => saysForwarding(root, own.family) === true;
  const ranked = [...[...here, ...there].filter(forwards), ...here];
  const addresses = ranked.map((root) => addressOn(root, wire, own));
  return addresses.find((address) => address !== null) ?? null;
}

function pools(scenario: RawScenario, device: LabDevice, own: ParsedPrefix): string | null {
  const pool = poolOf(scenario, device);
  const gateway = parseAddress(pool?.spec.gateway ?? '');
  return gateway !== null && contains(own, gateway) ? gateway.address : null;
}

/** The next hops of one container's default routes, at most one of each family. */
function gatewaysOf(
  scenario: RawScenario,
  lab: Lab,
  wires: readonly Wire[],
  space: LabNamespace,
): readonly string[] {
  const found = new Map<Family, string>();
  for (const device of space.devices) {
    const wire = wires.find((one) => one.devices.includes(device));
    if (wire === undefined) continue;
    const isPooled = poolOf(scenario, device) !== null;
    if (!isPooled && !isAutomatic(scenario, wire)) continue;
    for (const { prefix } of device.addresses) {
      const { family } = prefix;
      if (found.has(family) || hasDefault(space, family)) continue;
      const gateway =
        pools(scenario, device, prefix) ?? routers(scenario, lab, wire, device, prefix);
      if (gateway !== null) found.set(family, gateway);
    }
  }
  return [...found.values()];
}

/**
 * Gives containers that write no gateway the one of their pool, or else the address on their wire
 * of their node or of another router. Asks for addresses must have been answered.
 */
export function giveGateways(written: RawScenario): Filled {
  const lab = layOut(written);
  const wires = wiresOf(written, lab);
  const given: GivenText[] = [];
  let scenario = written;
  for (const space of lab.namespaces) {
    if (space.container === null) continue;
    const path = [...space.path, 'gateway'];
    const value = readAt(written, path);
    if (value === NONE) scenario = writeAt(scenario, path, []);
    if (value !== undefined) continue;
    const gateways = gatewaysOf(written, lab, wires, space);
    const [first] = gateways;
    if (first === undefined) continue;
    scenario = writeAt(scenario, path, gateways.length === 1 ? first : gateways);
    const texts = gateways.map(
      (text) => ({ what: 'gateway', to: space.label, text, path }) as const,
    );
    given.push(...texts);
  }
  return { scenario, given, missing: [] };
}
