/** The taps that plug machines into segments. */
import type { LabNamespace } from '../lab-network/lab-namespace.ts';
import { bridgeName, deviceName, deviceNames, switchMtu } from '../lab-network/segment.ts';

export function tapName(node: string, nic: string): string {
  return deviceName(`${node}.${nic}`);
}

/** Plugs a node in: one tap a NIC, in the given order. */
export async function addTaps(
  namespace: LabNamespace,
  taps: readonly { readonly name: string; readonly segment: string }[],
): Promise<void> {
  if (taps.length === 0) return;
  const there = await deviceNames(namespace);
  const lines = taps.flatMap(({ name, segment }) => [
    ...(there.has(name) ? [] : [`tuntap add dev ${name} mode tap`]),
    `link set ${name} mtu ${switchMtu} master ${bridgeName(segment)} up`,
  ]);
  await namespace.run(['ip', '-batch', '-'], { stdin: `${lines.join('\n')}\n` });
}
