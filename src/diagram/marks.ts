import type { DrawnDevice, DrawnTable, Drawing, Mark, Marks } from './drawing.ts';

/** The drawing with marks on things, by their ids; marks that it has stay where there is no other. */
export function withMarks(drawing: Drawing, marks: Marks): Drawing {
  const marked = <T extends { readonly id: string; readonly mark: Mark | null }>(thing: T): T => ({
    ...thing,
    mark: marks.get(thing.id) ?? thing.mark,
  });
  const device = (one: DrawnDevice): DrawnDevice => ({
    ...marked(one),
    addresses: one.addresses.map(marked),
  });
  const table = (one: DrawnTable): DrawnTable => ({ ...one, rows: one.rows.map(marked) });
  const place = <
    T extends { readonly devices: readonly DrawnDevice[]; readonly tables: readonly DrawnTable[] },
  >(
    one: T,
  ): T => ({ ...one, devices: one.devices.map(device), tables: one.tables.map(table) });
  return {
    ...drawing,
    segments: drawing.segments.map(marked),
    links: drawing.links.map(marked),
    nodes: drawing.nodes.map((node) => ({
      ...marked(place(node)),
      containers: node.containers.map((container) => marked(place(container))),
    })),
  };
}
