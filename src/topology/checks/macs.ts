/** The MAC addresses that a check means when it names an endpoint. */
import type { Namespace } from '../model.ts';
import { deviceWith, type Place } from '../places.ts';

/** MAC addresses of an entry, and whose they are. */
export interface MacsOf {
  /** As the scenario says it: an endpoint, or the MAC address itself. */
  readonly label: string;
  /** Any of them will do. Lower case. */
  readonly macs: readonly string[];
}

/** Of the device with the address, if the namespace has it; else of all its devices. */
export function macsFor(namespace: Namespace, address: string | null): readonly string[] {
  const owner = address === null ? undefined : deviceWith(namespace, address);
  const devices = owner === undefined ? namespace.devices : [owner];
  return devices.flatMap(({ mac }) => (mac === null ? [] : [mac.toLowerCase()]));
}

/** The MAC addresses of whoever has the address in the lab. */
export function macsOfOwners(places: readonly Place[], address: string): readonly string[] {
  return places
    .filter(({ namespace }) => deviceWith(namespace, address) !== undefined)
    .flatMap(({ namespace }) => macsFor(namespace, address));
}
