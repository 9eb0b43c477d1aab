/** A node in words, where there is no room to draw what is in it. */
import type { DrawnDevice, DrawnLink, DrawnNode, LinkKind } from '../drawing.ts';
import { type ItemText, withMark } from './item.ts';
import { wrapped } from './wrapped.ts';

/** The node with its cards only, and the rest as lines of at most so many columns. */
export function listedNode(
  node: DrawnNode,
  links: readonly DrawnLink[],
  width: number,
): { readonly node: DrawnNode; readonly lines: readonly ItemText[] } {
  const all = [node, ...node.containers].flatMap(({ devices }) => devices);
  const nameOf = new Map(all.map(({ id, name }) => [id, name]));
  const words = (device: DrawnDevice): string => {
    const { name, mark, addresses, details } = device;
    const joined = links
      .filter(({ from, to }) => from === device.id && nameOf.has(to))
      // Details of a child have its parent.
      .filter(({ kind }) => kind !== 'child')
      .map(({ kind, to }) => `${PHRASES[kind]} ${nameOf.get(to) ?? ''}`);
    const told = addresses.map((address) => withMark(address.text, address.mark));
    const head = [withMark(name, mark), ...told].join(' ');
    return [head, ...details, ...joined].join(', ');
  };
  const lines = [
    ...node.containers.flatMap(({ id, mark, name, devices, notes, hostNetwork }) => {
      const what = hostNetwork ? ['network of the node'] : devices.length === 0 ? ['lo only'] : [];
      const text = [...devices.map(words), ...what, ...notes].join('; ');
      return linesOf(`${withMark(name, mark)}: ${text}`, { id, mark, width });
    }),
    ...node.devices
      .filter(({ kind }) => kind !== 'nic')
      .flatMap((device) => linesOf(words(device), { id: device.id, mark: device.mark, width })),
  ];
  const cards = node.devices.filter(({ kind }) => kind === 'nic');
  return { node: { ...node, devices: cards, containers: [] }, lines };
}

const PHRASES: Readonly<Record<LinkKind, string>> = {
  cable: 'on',
  veth: 'to',
  port: 'joined to',
  child: 'on',
  carried: 'over',
  routed: 'routed to',
  tunnel: 'to',
};

function linesOf(
  text: string,
  { id, mark, width }: Pick<ItemText, 'id' | 'mark'> & { readonly width: number },
): readonly ItemText[] {
  return wrapped(text, width, 2).map((line) => ({ id, mark, role: 'detail', text: line }));
}
