import type { Macvlan } from '../topology/model.ts';
import { createdIn, type Birth } from './birth.ts';

/** Line for `ip -batch`, in the node's own namespace, that creates a macvlan device. */
export function macvlanLine({ mac, mtu, mode, parent }: Macvlan, birth: Birth): string {
  const type = `type macvlan mode ${mode}`;
  return `link add link ${parent} ${createdIn(birth)} address ${mac} mtu ${mtu} ${type}`;
}

export function macvlanFact({ mode, parent }: Macvlan) {
  return { type: 'macvlan', mode, parent } as const;
}
