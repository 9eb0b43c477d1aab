import { UsageError } from '../lib/errors.ts';
import type { LabInfo } from '../runner/labs.ts';
import type { CapturePoint } from '../runner/stream-capture.ts';
import { suggest } from '../scenario/nearest.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import { nodesAt } from '../topology/nodes-at.ts';
import { findPlace, placesOf } from '../topology/places.ts';

/** Every device of the namespace, to tcpdump. */
const ALL_DEVICES = 'any';

/**
 * Reads a segment, NODE, NODE/CONTAINER, NODE:DEVICE or NODE/CONTAINER:DEVICE of a lab. A name that
 * a segment and a node share is the segment. Devices are those of `devicesAt`, which is only asked
 * for one that the scenario does not name.
 * @throws UsageError
 */
export async function capturePointIn(
  lab: LabInfo,
  text: string,
  devicesAt: (point: CapturePoint & { kind: 'device' }) => Promise<readonly string[]>,
): Promise<CapturePoint> {
  const { topology, step } = lab;
  if (topology === null) throw new UsageError(`Nothing is known of the lab ${lab.id}.`);
  const segments = topology.segments.map(({ name }) => name);
  if (segments.includes(text)) return { kind: 'segment', segment: text };
  const places = placesOf(nodesAt(topology, step));
  const colon = text.indexOf(':');
  const label = colon < 0 ? text : text.slice(0, colon);
  const place = findPlace(places, label);
  if (place === undefined) {
    const labels = places.map(({ endpoint }) => endpointLabel(endpoint));
    const hint = suggest(label, [...segments, ...labels], 'there are') ?? 'there is none';
    throw new UsageError(`There is no segment, node or container \`${label}\`: ${hint}`);
  }
  const device = colon < 0 ? ALL_DEVICES : text.slice(colon + 1);
  const point = { kind: 'device', at: place.endpoint, device } as const;
  const known = [ALL_DEVICES, 'lo', ...place.namespace.devices.map(({ name }) => name)];
  if (known.includes(device)) return point;
  const there = await devicesAt(point);
  if (there.includes(device)) return point;
  const hint = suggest(device, there, 'there are') ?? 'there is none';
  throw new UsageError(`${label} has no device \`${device}\`: ${hint}`);
}
