import type { Hop } from './trace-record.ts';
import { isOnTheWay, type Lab } from './way/locate.ts';
import { wrapWords } from './way/unwrap.ts';
import type { Ends, Way } from './way/way.ts';

/** The way as plain data, without copies that went elsewhere. */
export function hopsOf(way: Way, ends: Ends, lab: Lab): readonly Hop[] {
  return way.flatMap(({ from, sightings }) =>
    sightings
      .filter((sighting) => isOnTheWay(sighting, ends, lab))
      .map(({ at, device, direction, wraps, vlans, source, destination }, index): Hop => ({
        node: at.node,
        container: at.container,
        device,
        direction,
        segment: index === 0 ? from : null,
        inside: wraps.map(wrapWords),
        vlans,
        source,
        destination,
      })),
  );
}
