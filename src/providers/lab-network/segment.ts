/** Segments as Linux bridges in the lab's namespace. */
import { createHash } from 'node:crypto';
import type { LabNamespace } from './lab-namespace.ts';

/** Above any jumbo frame, so that a segment never is what limits a packet's size. */
export const switchMtu = 9216;

/** IFNAMSIZ less the closing zero (linux/if.h). */
const maxNameBytes = 15;

/**
 * A device name in the lab's namespace: readable where it fits, else a hash. QEMU's options take
 * no comma, which an interface may have in its name.
 */
export function deviceName(text: string): string {
  if (/^[\w.-]+$/.test(text) && text.length <= maxNameBytes) return text;
  const digest = createHash('sha256').update(text).digest('hex');
  return `h${digest.slice(0, maxNameBytes - 1)}`;
}

/** The bridge that a segment is. */
export function bridgeName(segment: string): string {
  return deviceName(`s-${segment}`);
}

/** The devices that the namespace has. */
export async function deviceNames(namespace: LabNamespace): Promise<ReadonlySet<string>> {
  const links = JSON.parse(await namespace.run(['ip', '-j', 'link', 'show'])) as readonly {
    readonly ifname: string;
  }[];
  return new Set(links.map(({ ifname }) => ifname));
}

/** Makes a segment; leaves one that is there alone. @throws HarnessError */
export async function addBridge(namespace: LabNamespace, segment: string): Promise<void> {
  const name = bridgeName(segment);
  if ((await deviceNames(namespace)).has(name)) return;
  // A wire forwards everything at once: no spanning tree, no snooping, and link-local groups pass
  // (bridge(8); 802.1D reserves groups 0, 1 and 2 for the bridge itself).
  const bridge = 'stp_state 0 forward_delay 0 mcast_snooping 0 group_fwd_mask 0xfff8';
  await namespace.run(['ip', '-batch', '-'], {
    stdin: `link add ${name} mtu ${switchMtu} type bridge ${bridge}\nlink set ${name} up\n`,
  });
}

/** Removes those that are there. @throws HarnessError */
export async function removeDevices(
  namespace: LabNamespace,
  names: readonly string[],
): Promise<void> {
  const there = await deviceNames(namespace);
  const lines = names.filter((name) => there.has(name)).map((name) => `link del ${name}\n`);
  if (lines.length > 0) {
    await namespace.run(['ip', '-batch', '-'], { stdin: lines.join('') });
  }
}
