/** The segments between a row of nodes and the one below it. */
import type { DrawnSegment } from '../drawing.ts';
import type { Port } from './node-block.ts';
import { type Group, noGroup, type SceneText, type SceneWire, together } from './scene.ts';

export interface ChannelPort extends Port {
  /** The node is above the channel. */
  readonly above: boolean;
}

/** A segment with what is plugged into it here. */
export interface ChannelSegment {
  readonly segment: DrawnSegment;
  readonly ports: readonly ChannelPort[];
  /** Column in which it goes on to other channels; null when it is here only. */
  readonly trunk: number | null;
}

export interface Channel {
  readonly group: Group;
  /** Rows between the nodes' borders. */
  readonly height: number;
  /** Row of each segment. */
  readonly rowOf: ReadonlyMap<string, number>;
}

interface Line {
  readonly segment: DrawnSegment;
  readonly ports: readonly { readonly port: ChannelPort; readonly x: number }[];
  readonly label: string;
  readonly labelX: number;
  readonly from: number;
  readonly to: number;
}

/** Columns that names of segments may take. */
export interface Room {
  readonly from: number;
  /** The first one after them. */
  readonly to: number;
}

/** Lays out the channel with its first row at 0; nodes end at row -1 and begin after its last row. */
export function channelOf(segments: readonly ChannelSegment[], room: Room): Channel {
  const columns = portColumns(segments);
  const taken = new Set([...columns.values(), ...segments.flatMap(({ trunk }) => trunk ?? [])]);
  const lines = segments.map((each) => lineOf(each, columns, taken, room));
  const tracks: Line[][] = [];
  for (const line of lines) {
    const free = tracks.find((track) =>
      track.every(({ from, to }) => line.from > to + 2 || line.to < from - 2),
    );
    if (free === undefined) tracks.push([line]);
    else free.push(line);
  }
  if (tracks.length === 0) return { group: noGroup, height: 1, rowOf: new Map() };
  const hasBelow = segments.some(({ ports }) => ports.some(({ above }) => !above));
  const height = 2 * tracks.length + (hasBelow ? 1 : 0);
  const rowOf = new Map<string, number>();
  const groups = tracks.flatMap((track, index) =>
    track.map((line) => {
      const row = 1 + 2 * index;
      rowOf.set(line.segment.id, row);
      return lineGroup(line, row, height);
    }),
  );
  return { group: together(groups), height, rowOf };
}

/** No two cables in one column, unless they lead to the same segment. */
function portColumns(segments: readonly ChannelSegment[]): ReadonlyMap<ChannelPort, number> {
  const columns = new Map<ChannelPort, number>();
  const owner = new Map<number, string>();
  const all = segments.flatMap(({ segment, ports }) => ports.map((port) => ({ segment, port })));
  for (const { segment, port } of [
    ...all.filter(({ port }) => port.above),
    ...all.filter(({ port }) => !port.above),
  ]) {
    const choices = Array.from({ length: port.to - port.from + 1 }, (_, i) => port.from + i);
    const sorted = choices.toSorted((a, b) => Math.abs(a - port.x) - Math.abs(b - port.x));
    const isFree = (x: number): boolean =>
      [x - 1, x, x + 1].every((near) => (owner.get(near) ?? segment.id) === segment.id);
    const x = sorted.find(isFree) ?? port.x;
    columns.set(port, x);
    owner.set(x, segment.id);
  }
  return columns;
}

function lineOf(
  { segment, ports, trunk }: ChannelSegment,
  columns: ReadonlyMap<ChannelPort, number>,
  taken: ReadonlySet<number>,
  room: Room,
): Line {
  const own = ports.map((port) => ({ port, x: columns.get(port) ?? port.x }));
  const xs = [...own.map(({ x }) => x), ...(trunk === null ? [] : [trunk])];
  const [low, high] = xs.length === 0 ? [2, 2] : [Math.min(...xs), Math.max(...xs)];
  const label = `segment ${segment.name}`;
  const labelX = labelColumn(label, { low, high, taken, room });
  return {
    ...{ segment, ports: own, label, labelX },
    from: Math.min(low, labelX - 2),
    to: Math.max(high, labelX + label.length + 1),
  };
}

interface Span {
  readonly low: number;
  readonly high: number;
  readonly taken: ReadonlySet<number>;
  readonly room: Room;
}

/** In the middle of the widest gap between cables, or else beside the last one. */
function labelColumn(label: string, { low, high, taken, room }: Span): number {
  const size = label.length + 4;
  const stops = [...taken].filter((x) => x > low && x < high);
  const edges = [low, ...stops.toSorted((a, b) => a - b), high];
  let best = { start: 0, size: 0 };
  for (const [index, start] of edges.entries()) {
    const free = (edges[index + 1] ?? start) - start - 1;
    if (free > best.size) best = { start, size: free };
  }
  if (best.size >= size) return best.start + 1 + Math.floor((best.size - label.length) / 2);
  const fits = (x: number): boolean =>
    x >= room.from + 2 &&
    x + label.length + 2 <= room.to &&
    Array.from({ length: size }, (_, i) => x - 2 + i).every((at) => !taken.has(at));
  for (let off = 3; off < room.to; off++) {
    if (fits(high + off)) return high + off;
    if (fits(low - off - label.length + 1)) return low - off - label.length + 1;
  }
  return high + 3;
}

function lineGroup(line: Line, row: number, height: number): Group {
  const { segment, label, labelX, from, to } = line;
  const { id, mark } = segment;
  const cables = line.ports.map(({ port, x }): SceneWire => ({
    id: port.link.id,
    mark: port.link.mark,
    kind: 'cable',
    points: [
      { x, y: port.above ? -1 : height },
      { x, y: row },
    ],
  }));
  const pieces: readonly (readonly [number, number])[] = [
    [from, labelX - 2],
    [labelX + label.length + 1, to],
  ];
  const text: SceneText = { id, mark, role: 'label', text: label, x: labelX, y: row };
  return {
    boxes: [],
    wires: [
      ...pieces
        .filter(([a, b]) => b >= a)
        .map(([a, b]): SceneWire => ({
          ...{ id, mark, kind: 'segment' },
          points: [
            { x: a, y: row },
            { x: b, y: row },
          ],
        })),
      ...cables,
    ],
    texts: [text],
  };
}
