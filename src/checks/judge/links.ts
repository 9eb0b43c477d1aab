import { FALLBACK_TUNNELS, MGMT_DEVICES } from '../../topology/kernel-devices.ts';
import type { KernelLink } from '../parse/ip-link.ts';

/** What the kernel or wirelab itself puts into a namespace; the loopback counts. */
const NOT_COUNTED: readonly string[] = [...MGMT_DEVICES, ...FALLBACK_TUNNELS];

/** Names of the devices that a check counts, in the kernel's order. */
export function countedLinks(links: readonly KernelLink[]): readonly string[] {
  return links.map(({ name }) => name).filter((name) => !NOT_COUNTED.includes(name));
}

/** The bridge's ports; null when there is no such bridge. */
export function bridgePorts(
  links: readonly KernelLink[],
  bridge: string,
): readonly string[] | null {
  if (!links.some(({ name, kind }) => name === bridge && kind === 'bridge')) return null;
  return links.filter(({ master }) => master === bridge).map(({ name }) => name);
}
