import type { DrawnSegment } from '../drawing.ts';
import type { Channel } from './channel.ts';
import { type Group, noGroup, type SceneWire } from './scene.ts';

/** A segment that is in several channels is one: its lines are joined at the left. */
export function trunkWires(
  segments: readonly DrawnSegment[],
  channels: readonly { readonly channel: Channel; readonly y: number }[],
  pitch: number,
): Group {
  const wires = segments.flatMap(({ id, mark }, index): readonly SceneWire[] => {
    const rows = channels.flatMap(({ channel, y }) => {
      const row = channel.rowOf.get(id);
      return row === undefined ? [] : [row + y];
    });
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined || first === last) return [];
    const x = index * pitch;
    return [
      {
        ...{ id, mark, kind: 'segment' },
        points: [
          { x, y: first },
          { x, y: last },
        ],
      },
    ];
  });
  return { ...noGroup, wires };
}
