/** What the checks say of the things in a drawing. */
import type { Drawing, Mark, Marks } from '../../diagram/drawing.ts';
import { containerId, deviceId, nodeId, segmentId } from '../../diagram/ids.ts';
import type { Hop } from '../../explain/trace-record.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { RunRecord } from '../record.ts';

/**
 * Places whose packets got through, and those whose packets did not; of a packet that was followed,
 * the devices and cables of its way, and where it ended.
 */
export function marksOf({ checks, traces }: RunRecord, drawing: Drawing): Marks {
  const marks = new Map<string, Mark>();
  for (const { outcome, probed } of checks) {
    if (probed === null || (outcome !== 'pass' && outcome !== 'fail')) continue;
    const ends = [probed.from, ...(probed.to.endpoint === null ? [] : [probed.to.endpoint])];
    for (const id of ends.map(placeId)) {
      if (outcome === 'fail') marks.set(id, 'failed');
      else if (!marks.has(id)) marks.set(id, 'passed');
    }
  }
  const hops = traces.flatMap(({ trace }) => [
    ...trace.there,
    ...trace.back,
    ...(trace.loss?.way ?? []),
  ]);
  const onWay = new Set(hops.flatMap(idsOf));
  for (const id of onWay) if (!marks.has(id)) marks.set(id, 'path');
  for (const { id, from, to } of drawing.links) {
    if (onWay.has(from) && onWay.has(to)) marks.set(id, 'path');
  }
  for (const { trace } of traces) {
    const { loss } = trace;
    if (loss === null) continue;
    const { at, device } = loss.cause;
    marks.set(device === null ? labelId(at) : deviceId(at, device), 'failed');
  }
  return marks;
}

function idsOf({ node, container, device, segment }: Hop): readonly string[] {
  const place = container === null ? node : `${node}/${container}`;
  return [deviceId(place, device), ...(segment === null ? [] : [segmentId(segment)])];
}

function placeId({ node, container }: Endpoint): string {
  return container === null ? nodeId(node) : containerId(`${node}/${container}`);
}

function labelId(label: string): string {
  return label.includes('/') ? containerId(label) : nodeId(label);
}
