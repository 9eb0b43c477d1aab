import type { RawStep } from '../scenario/schema/scenario.ts';
import type { Node } from './model.ts';
import { listOf } from './one-or-many.ts';
import { findPlace, placesOf } from './places.ts';
import type { StepRun } from './topology.ts';

/** A step's command with the places where it runs. */
export function resolveStepRun(
  { at, command }: NonNullable<RawStep['run']>[number],
  nodes: readonly Node[],
): StepRun {
  const places = placesOf(nodes);
  const endpoints = listOf(at).map((text) => {
    const place = findPlace(places, text);
    if (place === undefined) throw new Error(`there is no node or container ${text}`);
    return place.endpoint;
  });
  return { at: endpoints, command };
}
