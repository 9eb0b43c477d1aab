/** What the checks say of the things in a drawing. */
import type { Drawing, Mark, Marks } from '../diagram/drawing.ts';
import { containerId, deviceId, nodeId, segmentId } from '../diagram/ids.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Endpoint } from '../topology/model.ts';

type Place = Endpoint & { readonly device: string; readonly segment: string | null };

/** The part of a run's record that the drawing shows. */
export interface Results {
  readonly checks: readonly {
    readonly outcome: string;
    readonly probed: {
      readonly from: Endpoint;
      readonly to: { readonly endpoint: Endpoint | null };
    } | null;
  }[];
  readonly traces: readonly {
    readonly trace: {
      readonly there: readonly Place[];
      readonly back: readonly Place[];
      readonly loss: {
        readonly way: readonly Place[];
        readonly cause: { readonly at: string; readonly device: string | null };
      } | null;
    };
  }[];
}

/**
 * Places whose packets got through, and those whose packets did not; of a packet that was followed,
 * the devices and cables of its way, and where it ended.
 */
export function marksOf({ checks, traces }: Results, drawing: Drawing): Marks {
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

function idsOf({ device, segment, ...at }: Place): readonly string[] {
  return [deviceId(endpointLabel(at), device), ...(segment === null ? [] : [segmentId(segment)])];
}

function placeId(at: Endpoint): string {
  return labelId(endpointLabel(at));
}

function labelId(label: string): string {
  return label.includes('/') ? containerId(label) : nodeId(label);
}
