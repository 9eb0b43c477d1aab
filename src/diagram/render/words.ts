/** What is written into boxes, in formats that place things themselves. */
import type { DrawnContainer, DrawnDevice, DrawnNode, DrawnTable } from '../drawing.ts';
import { withMark } from '../layout/item.ts';

export function deviceWords({ name, mark, addresses, details }: DrawnDevice): readonly string[] {
  return [
    withMark(name, mark),
    ...addresses.map((address) => withMark(address.text, address.mark)),
    ...details,
  ];
}

/** The name, and what the place does. */
export function placeWords({ name, mark, notes }: DrawnNode | DrawnContainer): string {
  return [withMark(name, mark), ...notes].join(', ');
}

/** What stands in a container without devices. */
export function emptyWords({ hostNetwork }: DrawnContainer, node: string): string {
  return hostNetwork ? `network of ${node}` : 'lo only';
}

export function tablesOf({ tables, containers }: DrawnNode): readonly DrawnTable[] {
  return [...tables, ...containers.flatMap((container) => container.tables)];
}

export function rowWords({ cells, mark }: DrawnTable['rows'][number]): string {
  return withMark(cells.join(' ').trim(), mark);
}
