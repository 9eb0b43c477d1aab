import type { LabDevice } from '../rules/lab.ts';

/** Whether a device is given an address when the scenario leaves it out. A bridge's port is not. */
export function takesAddress({ type, holder }: LabDevice): boolean {
  if (holder === null) return false;
  switch (type.kind) {
    case 'interface':
    case 'vxlan':
      return type.spec.bridge === undefined;
    case 'bridge':
    case 'veth-in-container':
    case 'macvlan':
      return true;
    // Routes lead into it without a next hop.
    case 'tun':
    case 'veth-on-node':
      return false;
  }
}
