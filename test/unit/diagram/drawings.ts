/** Drawings of all that can be loaded: the scenarios of the collection, and more difficult ones. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawTopology } from '../../../src/diagram/draw/draw.ts';
import type { Drawing } from '../../../src/diagram/drawing.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { listScenarioFiles, scenariosDirectory } from '../../../src/scenario/find.ts';
import { loadScenario } from '../../../src/scenario/load.ts';
import { resolve } from '../../../src/topology/resolve.ts';
import type { Step, Topology } from '../../../src/topology/topology.ts';

const inventory = loadInventory();

function topologyOf(file: string): Topology {
  const loaded = loadScenario(file, inventory);
  if (!loaded.ok) throw new Error(`${file} is not valid`);
  const resolved = resolve(loaded, inventory.kinds);
  if (!resolved.ok) throw new Error(`${file} cannot be resolved`);
  return resolved.topology;
}

function yamlFilesIn(...parts: readonly string[]): readonly string[] {
  const directory = join(import.meta.dirname, '..', '..', ...parts);
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(directory, file));
}

export interface Drawn {
  /** `netns-to-internet, step 1` */
  readonly label: string;
  readonly topology: Topology;
  readonly step: Step;
  readonly drawing: Drawing;
}

function drawnOf(file: string): readonly Drawn[] {
  const topology = topologyOf(file);
  return topology.steps.map((step) => ({
    label: `${topology.name}, step ${step.number}`,
    topology,
    step,
    drawing: drawTopology(topology, step),
  }));
}

/** Each scenario of the collection, in each of its steps. */
export const scenarioDrawings: readonly Drawn[] =
  listScenarioFiles(scenariosDirectory).flatMap(drawnOf);

/** With every kind of device, and more of them than anybody draws. */
export const difficultDrawings: readonly Drawn[] = [
  ...yamlFilesIn('vm'),
  ...yamlFilesIn('unit', 'scenario', 'good'),
].flatMap(drawnOf);

export function scenarioDrawing(name: string, number = 0): Drawn {
  const found = scenarioDrawings.find(
    ({ topology, step }) => topology.name === name && step.number === number,
  );
  if (found === undefined) throw new Error(`there is no step ${number} of a scenario ${name}`);
  return found;
}
