import type { Veth } from '../topology/model.ts';
import { createdIn, type Birth } from './birth.ts';

/** One end of a veth pair. */
type End = Birth & { readonly device: Veth };

/** Lines for `ip -batch`, in the node's own namespace: one a pair, both ends in their places. */
export function vethLines(births: readonly Birth[]): readonly string[] {
  const ends = births.flatMap(({ device, ...birth }): readonly End[] =>
    device.kind === 'veth' ? [{ ...birth, device }] : [],
  );
  return ends.flatMap((end, index) => {
    const { container, name } = end.device.peer;
    const peer = ends.findIndex(
      (other) => other.container === container && other.device.name === name,
    );
    const other = ends[peer];
    return other === undefined || peer < index ? [] : [vethLine(end, other)];
  });
}

function vethLine(one: End, other: End): string {
  return `link add ${endWords(one)} type veth peer ${endWords(other)}`;
}

function endWords(end: End): string {
  return `${createdIn(end)} address ${end.device.mac} mtu ${end.device.mtu}`;
}
