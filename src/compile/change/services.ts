/** Services that end and start with a change. */
import { isDeepStrictEqual } from 'node:util';
import type { Node } from '../../topology/model.ts';
import type { Service } from '../../topology/services.ts';
import type { Step } from '../batch.ts';
import { type ServicePlace, servicesStep } from '../node.ts';
import { serviceStopLines } from '../service.ts';

/** Ends those that are not there any more, or are to be started anew. */
export function serviceStopStep(before: Node, after: Node): Step {
  const lines = changedServices(before, after).flatMap(({ name, services }) =>
    services.flatMap((service) => serviceStopLines(name, service)),
  );
  return { kind: 'shell', lines };
}

export function serviceStartSteps(before: Node, after: Node): readonly Step[] {
  return changedServices(after, before).map(servicesStep);
}

/** The services of `one` that `other` does not have alike, in a place of the same kind. */
function changedServices(one: Node, other: Node): readonly ServicePlace[] {
  return placesOf(one).map((place) => {
    const same = placesOf(other).find(
      ({ name, hostNetwork }) => name === place.name && hostNetwork === place.hostNetwork,
    );
    const isAlike = (service: Service) =>
      same?.services.some((each) => isDeepStrictEqual(each, service)) === true;
    return { ...place, services: place.services.filter((service) => !isAlike(service)) };
  });
}

function placesOf({ root, containers }: Node): readonly ServicePlace[] {
  return [{ ...root, name: null, hostNetwork: true }, ...containers];
}
