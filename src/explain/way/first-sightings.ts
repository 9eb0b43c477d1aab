import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Sighting } from './sighting.ts';

/** Of what is sent again when nothing comes: the first at each device, which tell the way. */
export function firstSightings(sightings: readonly Sighting[]): readonly Sighting[] {
  const first = new Map<string, Sighting>();
  for (const sighting of sightings.toSorted((a, b) => Number(a.timeNs - b.timeNs))) {
    const { at, device, direction, wraps } = sighting;
    const key = [endpointLabel(at), device, direction, wraps.length].join(' ');
    if (!first.has(key)) first.set(key, sighting);
  }
  return [...first.values()];
}
