import type { LabDevice } from '../rules/lab.ts';

/** Whether a device is given an address when the scenario leaves it out. A bridge's port is not. */
export function takesAddress({ type, holder, settings }: LabDevice): boolean {
  if (holder === null || settings.bridge !== undefined) return false;
  // Routes lead into a TUN device without a next hop.
  return type.kind !== 'tun';
}
