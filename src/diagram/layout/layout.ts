import type { DrawnLink, DrawnNode, Drawing, DrawnTable } from '../drawing.ts';
import {
  type Channel,
  channelOf,
  type ChannelPort,
  type ChannelSegment,
  type Room,
} from './channel.ts';
import { facing } from './facing.ts';
import { headingLines } from './heading.ts';
import type { Shape } from './item.ts';
import { blockWidth, nodeBlock, type NodeBlock, type Port } from './node-block.ts';
import { inSequence, nearTo, type PlacedBlock, rowsOfNodes } from './node-rows.ts';
import { type Group, moved, type Scene, together } from './scene.ts';
import { tablesGroup } from './tables.ts';
import { trunkWires } from './trunks.ts';
import { tunnelGroup } from './tunnels.ts';

/** Columns that a segment takes at the left where it goes from channel to channel. */
const TRUNK = 3;

interface Row {
  readonly blocks: readonly PlacedBlock[];
  readonly height: number;
}

/** How much room nodes take, the most pleasant first. */
const FITS: readonly { readonly shape: Shape; readonly gap: number }[] = [
  { shape: 'wide', gap: 4 },
  { shape: 'tall', gap: 4 },
  { shape: 'wide', gap: 2 },
  { shape: 'tall', gap: 2 },
];

interface Plan {
  readonly rows: readonly (readonly DrawnNode[])[];
  readonly shape: Shape;
  readonly gap: number;
  /** Columns at the left for segments that go from channel to channel. */
  readonly margin: number;
}

/** A place for everything, in at most so many columns. */
export function layout(given: Drawing, width: number): Scene {
  const drawing = facing(given);
  const plans = FITS.map((fit) => planOf(drawing, fit, width));
  const fewest = Math.min(...plans.map(({ rows }) => rows.length));
  const plan = plans.find(({ rows }) => rows.length === fewest);
  const rows = plan === undefined ? [] : placedRows(drawing, plan, width);
  return compose(drawing, rows, { from: plan?.margin ?? 0, to: width });
}

function planOf(
  { nodes, links, segments }: Drawing,
  { shape, gap }: { readonly shape: Shape; readonly gap: number },
  width: number,
): Plan {
  const widths = new Map(
    nodes.map((node) => [node, blockWidth(node, linksOf(node, links), { shape, limit: width })]),
  );
  const widthOf = (node: DrawnNode): number => widths.get(node) ?? 0;
  const rows = rowsOfNodes(nodes, links, { widthOf, limit: width, gap });
  if (rows.length <= 2) return { rows, shape, gap, margin: 0 };
  const margin = TRUNK * segments.length;
  const limit = width - margin;
  return { rows: rowsOfNodes(nodes, links, { widthOf, limit, gap }), shape, gap, margin };
}

/** Rows of nodes, in pairs with their segments between them. */
function placedRows(
  { links }: Drawing,
  { rows, shape, gap, margin }: Plan,
  width: number,
): readonly Row[] {
  const fit = { limit: width - margin, gap };
  const placed: (readonly PlacedBlock[])[] = [];
  for (let index = 0; index < rows.length; index += 2) {
    const [upper = [], lower = []] = [false, true].map((flipped) =>
      (rows[index + (flipped ? 1 : 0)] ?? []).map((node) =>
        nodeBlock(node, linksOf(node, links), { shape, flipped, limit: fit.limit }),
      ),
    );
    // The longer row decides where the other one is.
    if (widthOfAll(lower) > widthOfAll(upper)) {
      const below = inSequence(lower, links, fit);
      placed.push(
        nearTo(upper, (block) => wantedFor(block, below), fit),
        below,
      );
    } else {
      const above = inSequence(upper, links, fit);
      placed.push(
        above,
        nearTo(lower, (block) => wantedFor(block, above), fit),
      );
    }
  }
  return placed.map((blocks) => ({
    blocks: blocks.map(({ block, x }) => ({ block, x: x + margin })),
    height: Math.max(0, ...blocks.map(({ block }) => block.height)),
  }));
}

function widthOfAll(blocks: readonly NodeBlock[]): number {
  return blocks.reduce((sum, { width }) => sum + width, 0);
}

function linksOf(node: DrawnNode, links: readonly DrawnLink[]): readonly DrawnLink[] {
  const own = new Set(
    [node, ...node.containers].flatMap(({ devices }) => devices.map(({ id }) => id)),
  );
  return links.filter(({ from }) => own.has(from));
}

/** Where the node would have its ports at those that are joined to them; null for anywhere. */
function wantedFor(block: NodeBlock, others: readonly PlacedBlock[]): number | null {
  const segments = new Set(block.ports.map(({ link }) => link.to));
  const xs = others.flatMap(({ block: other, x }) =>
    other.ports.filter(({ link }) => segments.has(link.to)).map((port) => port.x + x),
  );
  return xs.length === 0 ? null : middleOf(xs) - middleOf(block.ports.map(({ x }) => x));
}

function middleOf(xs: readonly number[]): number {
  return (Math.min(...xs) + Math.max(...xs)) / 2;
}

function compose(drawing: Drawing, rows: readonly Row[], room: Room): Scene {
  const width = room.to;
  const heading = headingLines(drawing, width);
  const groups: Group[] = [{ boxes: [], wires: [], texts: heading }];
  const channels: { channel: Channel; y: number }[] = [];
  let y = heading.length + 1;
  for (let index = 0; index < rows.length; index += 2) {
    const [upper, lower] = [rows[index], rows[index + 1]];
    if (upper === undefined) break;
    for (const { block, x } of upper.blocks) {
      groups.push(moved(block.group, x, y + upper.height - block.height));
    }
    y += upper.height;
    const channel = channelOf(segmentsBetween(drawing, rows, index), room);
    groups.push(moved(channel.group, 0, y));
    channels.push({ channel, y });
    y += channel.height;
    for (const { block, x } of lower?.blocks ?? []) groups.push(moved(block.group, x, y));
    y += (lower?.height ?? 0) + 1;
  }
  groups.push(trunkWires(drawing.segments, channels, TRUNK));
  const nodes = rows.flatMap(({ blocks }) => blocks);
  const things = together(groups);
  groups.push(tunnelGroup(drawing.links, things));
  const tables = tablesGroup(
    nodes.map(({ block, x }) => ({ node: withLeftLinks(block), x })),
    width,
  );
  groups.push(moved(tables.group, 0, y));
  return { width, height: y + tables.height, ...together(groups) };
}

/** The segments of a channel: those with a port in it, and at first those without any. */
function segmentsBetween(
  { segments }: Drawing,
  rows: readonly Row[],
  index: number,
): readonly ChannelSegment[] {
  const portsIn = (row: Row | undefined, above: boolean, segment: string): ChannelPort[] =>
    (row?.blocks ?? []).flatMap(({ block, x }) =>
      block.ports
        .filter(({ link }) => link.to === segment)
        .map((port) => ({ ...shiftedPort(port, x), above })),
    );
  const here = segments.map((segment, number) => {
    const ports = [
      ...portsIn(rows[index], true, segment.id),
      ...portsIn(rows[index + 1], false, segment.id),
    ];
    const elsewhere = rows.some(
      (row, other) =>
        other !== index && other !== index + 1 && portsIn(row, true, segment.id).length > 0,
    );
    return { segment, ports, trunk: elsewhere ? number * TRUNK : null, elsewhere };
  });
  return here.filter(({ ports, elsewhere }) => ports.length > 0 || (index === 0 && !elsewhere));
}

function shiftedPort(port: Port, x: number): Port {
  return { ...port, from: port.from + x, to: port.to + x, x: port.x + x };
}

/** What could not be drawn is said. */
function withLeftLinks({ node, left }: NodeBlock): DrawnNode {
  if (left.length === 0) return node;
  const table: DrawnTable = {
    id: `table:${node.name}:links`,
    kind: 'links',
    title: `also joined in ${node.name}`,
    rows: left.map(({ id, mark, from, to }) => ({ id, mark, cells: [nameIn(from), nameIn(to)] })),
  };
  return { ...node, tables: [...node.tables, table] };
}

/** `con1:eth0` of `device:node1/con1:eth0`. */
function nameIn(device: string): string {
  const [, place = '', name = ''] = /^device:([^:]*):(.*)$/.exec(device) ?? [];
  const container = place.split('/')[1];
  return container === undefined ? name : `${container}:${name}`;
}
