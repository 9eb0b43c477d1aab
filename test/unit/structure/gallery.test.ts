import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadInventory } from '../../../src/inventory/load.ts';
import { listScenarioFiles, scenarioName, scenariosDirectory } from '../../../src/scenario/find.ts';
import { loadScenario } from '../../../src/scenario/load.ts';
import { placesOf } from '../../../src/topology/places.ts';
import { resolve } from '../../../src/topology/resolve.ts';
import type { Topology } from '../../../src/topology/topology.ts';
import { codeIn, readPage } from './markdown.ts';
import { projectDirectory } from './source-files.ts';

const index = 'docs/scenarios.md';
const scenarios = listScenarioFiles(scenariosDirectory).map((file) => ({
  name: scenarioName(file),
  file,
}));

function topologyOf(file: string): Topology {
  const inventory = loadInventory();
  const loaded = loadScenario(file, inventory);
  if (!loaded.ok) throw new Error(`${file} is not valid`);
  return resolve(loaded, inventory.kinds);
}

/** Names and addresses that the drawing must have; gateways of containers say their subnet. */
function drawn({ nodes, segments }: Topology): readonly string[] {
  return [
    ...segments.map(({ name }) => name),
    ...placesOf(nodes).flatMap(({ endpoint, namespace }) => [
      endpoint.container ?? endpoint.node,
      ...namespace.devices.flatMap(({ name, addresses }) => [
        name,
        ...addresses.map(({ address }) => address),
      ]),
    ]),
  ];
}

describe.each(scenarios)('docs/scenarios/$name.md', ({ name, file }) => {
  const section = readPage(`docs/scenarios/${name}.md`);
  const topology = topologyOf(file);

  it('draws every device with its addresses', () => {
    const drawing = /^```\n([\s\S]*?)^```/m.exec(section)?.[1] ?? '';
    const words = new Set(drawing.split(/[^\w.:-]+/));
    expect(drawn(topology).filter((word) => !words.has(word))).toEqual([]);
  });

  it('has the route tables that the checks want', () => {
    const lines = topology.checks.flatMap((check) => (check.kind === 'routes' ? check.routes : []));
    expect(lines.filter((line) => !codeIn(section).includes(line))).toEqual([]);
  });
});

it(`${index} links to the page of every scenario`, () => {
  const page = readPage(index);
  expect(scenarios.filter(({ name }) => !page.includes(`(scenarios/${name}.md)`))).toEqual([]);
});

it('every scenario has breakages that are run', () => {
  const broken = readdirSync(join(projectDirectory, 'test/vm/breakages'));
  expect(broken.sort()).toEqual(scenarios.map(({ name }) => `${name}.ts`).sort());
});
