import type { Ipvlan } from '../topology/model.ts';
import { createdIn, type Birth } from './birth.ts';

/** Line for `ip -batch`, in the node's own namespace, that creates an ipvlan device. */
export function ipvlanLine({ mtu, mode, parent }: Ipvlan, birth: Birth): string {
  return `link add link ${parent} ${createdIn(birth)} mtu ${mtu} type ipvlan mode ${mode}`;
}

export function ipvlanFact({ mode, parent }: Ipvlan) {
  return { type: 'ipvlan', mode, parent } as const;
}
