import { parseKnockOut } from './knock-out.ts';

/** `node1/ens5`: what plugs an interface into its segment; null when the text is none. */
export function cableEnds(text: string): { readonly node: string; readonly nic: string } | null {
  const { node = null, device = '' } = parseKnockOut(text) ?? {};
  return node === null ? null : { node, nic: device };
}
