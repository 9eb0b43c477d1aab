import type { Macvlan } from '../topology/model.ts';

/** Line for `ip -batch`, in the node's own namespace, that creates a macvlan device. */
export function macvlanLine(macvlan: Macvlan, container: string | null): string {
  const { name, mac, mtu, mode, parent } = macvlan;
  const place = container === null ? '' : ` netns ${container}`;
  const type = `type macvlan mode ${mode}`;
  return `link add link ${parent} name ${name} address ${mac} mtu ${mtu}${place} ${type}`;
}

export function macvlanFact({ mode, parent }: Macvlan) {
  return { type: 'macvlan', mode, parent } as const;
}
