/** Who is to be given an address, and out of what. */
import { parseNetwork, parsePrefix } from '../parse/prefix.ts';
import type { Lab, LabDevice } from '../rules/lab.ts';
import type { RawPool, RawScenario } from '../schema/scenario.ts';
import { AUTO, NONE } from '../schema/text.ts';
import type { Path } from '../yaml/tree.ts';
import { takesAddress } from './takes-address.ts';
import type { Wire } from './wire-list.ts';
import { readAt } from './write-at.ts';

type Family = 4 | 6;

export interface NamedPool {
  readonly name: string;
  readonly spec: RawPool;
  readonly family: Family;
}

/** A device that lacks an address of one family. */
export interface Ask {
  readonly device: LabDevice;
  /** Of the mapping that the address belongs in. */
  readonly holder: Path;
  /** `node1/con1 eth0` */
  readonly label: string;
  readonly wire: Wire;
  readonly family: Family;
  /** Null for an address of the wire's subnet. */
  readonly pool: NamedPool | null;
}

/** Whether all devices of the wire are given what they leave out. */
export function isAutomatic(scenario: RawScenario, wire: Wire): boolean {
  return scenario.addresses === AUTO || wire.subnets.length > 0;
}

/** The families that addresses are given of: what the wire's subnets say, else IPv4. */
export function familiesOf(scenario: RawScenario, { subnets }: Wire): readonly Family[] {
  const written = subnets.flatMap(({ text }) => parseNetwork(text)?.family ?? []);
  const hasFour = written.includes(4) || written.length < subnets.length || subnets.length === 0;
  const hasSix = written.includes(6) || scenario.ipv6 === true;
  return [...(hasFour ? ([4] as const) : []), ...(hasSix ? ([6] as const) : [])];
}

interface Holder {
  readonly address?: string | readonly string[];
  readonly pool?: string;
}

/** The pool that a device names, if there is one of that name. */
export function poolOf(scenario: RawScenario, { holder }: LabDevice): NamedPool | null {
  if (holder === null) return null;
  const { pool: name = '' } = readAt(scenario, holder) as Holder;
  const pools = scenario.pools ?? {};
  const spec = Object.hasOwn(pools, name) ? pools[name] : undefined;
  const family = parseNetwork(spec?.subnet ?? '')?.family;
  return spec === undefined || family === undefined ? null : { name, spec, family };
}

function asksOf(scenario: RawScenario, lab: Lab, wire: Wire, device: LabDevice): readonly Ask[] {
  const { holder } = device;
  if (holder === null) return [];
  const { address } = readAt(scenario, holder) as Holder;
  const texts = address === undefined ? [] : [address].flat();
  const isLeftOut = address === undefined && takesAddress(device) && isAutomatic(scenario, wire);
  const pool = texts.includes(NONE) ? null : poolOf(scenario, device);
  const present = texts.flatMap((text) => parsePrefix(text)?.family ?? []);
  // Beside an address, `auto` is for the other family, whatever the wire is given otherwise.
  const isForOther = texts.includes(AUTO) && present.length > 0;
  const wanted = new Set<Family>([
    ...(isForOther ? ([4, 6] as const) : []),
    ...(isLeftOut || texts.includes(AUTO) ? familiesOf(scenario, wire) : []),
    ...(pool === null ? [] : [pool.family]),
  ]);
  const space = lab.namespaces.find(({ devices }) => devices.includes(device));
  const label = `${space?.label ?? device.node} ${device.name}`;
  return [...wanted]
    .filter((family) => !present.includes(family))
    .toSorted((a, b) => a - b)
    .map((family) => {
      const from = pool?.family === family ? pool : null;
      return { device, holder, label, wire, family, pool: from };
    });
}

/**
 * In the order in which addresses are given: node by node, the bridges of each first, so that what
 * comes later in a file does not renumber what comes before it.
 */
export function asksIn(scenario: RawScenario, lab: Lab, wires: readonly Wire[]): readonly Ask[] {
  const devices = lab.namespaces.flatMap((space) =>
    space.devices.toSorted((a, b) => rankOf(a) - rankOf(b)),
  );
  return devices.flatMap((device) => {
    const wire = wires.find((one) => one.devices.includes(device));
    return wire === undefined ? [] : asksOf(scenario, lab, wire, device);
  });
}

function rankOf({ type }: LabDevice): number {
  return type.kind === 'bridge' ? 0 : 1;
}
