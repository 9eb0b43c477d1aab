import type { WrittenType } from './written.ts';

/** Whether a device carries packets as they are, without frames or MAC addresses. */
export function isFrameless({ kind }: WrittenType): boolean {
  switch (kind) {
    case 'tun':
      return true;
    case 'interface':
    case 'bridge':
    case 'veth':
    case 'vlan':
    case 'vxlan':
    case 'macvlan':
    case 'ipvlan':
      return false;
  }
}
