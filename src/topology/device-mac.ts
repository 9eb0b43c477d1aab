/** MAC addresses of devices as they are written. */
import { writtenDevices } from '../scenario/devices/node-devices.ts';
import type { WrittenDevice } from '../scenario/devices/written.ts';
import { parsePrefix } from '../scenario/parse/prefix.ts';
import type { RawScenario } from '../scenario/schema/scenario.ts';
import { macFor } from './names.ts';
import { listOf } from './one-or-many.ts';

export interface MacContext {
  readonly scenario: string;
  readonly node: string;
  /** All devices of the node and its containers. */
  readonly devices: readonly WrittenDevice[];
}

/** What is written, or that of the parent where the device shares it, or one derived from names. */
export function deviceMac(device: WrittenDevice, context: MacContext): string {
  const { name, container, settings, type } = device;
  const { scenario, node, devices } = context;
  if (type.kind === 'ipvlan' || (type.kind === 'macvlan' && type.mode === 'passthru')) {
    const parent = devices.find((other) => other.container === null && other.name === type.parent);
    if (parent !== undefined) return deviceMac(parent, context);
  }
  return settings.mac?.toLowerCase() ?? macFor(scenario, { node, container }, name);
}

/** The MAC address of whoever in the scenario has the address. @throws Error when nobody has */
export function macOfOwner(scenario: string, nodes: RawScenario['nodes'], address: string): string {
  for (const [node, raw] of Object.entries(nodes)) {
    const devices = writtenDevices(node, raw);
    const owner = devices.find(({ settings }) =>
      listOf(settings.address).some((text) => parsePrefix(text)?.address === address),
    );
    if (owner !== undefined) return deviceMac(owner, { scenario, node, devices });
  }
  throw new Error(`nobody has the address ${address}`);
}
