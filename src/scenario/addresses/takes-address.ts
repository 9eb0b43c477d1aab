import type { LabDevice } from '../rules/lab.ts';
import { isFrameless } from '../devices/frameless.ts';

/** Whether a device is given an address when the scenario leaves it out. A bridge's port is not. */
export function takesAddress({ type, holder, settings }: LabDevice): boolean {
  if (holder === null || settings.bridge !== undefined) return false;
  return !isFrameless(type);
}
