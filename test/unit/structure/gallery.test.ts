import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadInventory } from '../../../src/inventory/load.ts';
import { listScenarioFiles, scenarioName, scenariosDirectory } from '../../../src/scenario/find.ts';
import { type LoadedScenario, loadScenario } from '../../../src/scenario/load.ts';
import type { RawScenario } from '../../../src/scenario/schema/scenario.ts';
import { placesOf } from '../../../src/topology/places.ts';
import { resolve } from '../../../src/topology/resolve.ts';
import { allChecks, type Topology } from '../../../src/topology/topology.ts';
import { type Listed, withIndex } from './gallery-index.ts';
import { codeIn, readPage } from './markdown.ts';
import { projectDirectory } from './source-files.ts';

const index = 'docs/scenarios.md';
const scenarios = listScenarioFiles(scenariosDirectory).map((file) => ({
  name: scenarioName(file),
  file,
}));

const inventory = loadInventory();

function loadedFrom(file: string): LoadedScenario {
  const loaded = loadScenario(file, inventory);
  if (!loaded.ok) throw new Error(`${file} is not valid`);
  return loaded;
}

function scenarioOf(file: string): RawScenario {
  return loadedFrom(file).scenario;
}

function topologyOf(file: string): Topology {
  const resolved = resolve(loadedFrom(file), inventory.kinds);
  if (!resolved.ok) throw new Error(`${file} cannot be resolved`);
  return resolved.topology;
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

  it('has a heading, what the scenario teaches, and what broke it', () => {
    expect(section.split('\n')[0]).toBe(`# ${name}`);
    expect(section).toMatch(/^\*\*Teaches\*\* \S/m);
    expect(section).toMatch(/^\*\*Breaks\*\* when$/m);
    expect(section.match(/^[✗!] .+$/gm)).not.toBeNull();
  });

  it('draws every device with its addresses', () => {
    const drawing = /^```\n([\s\S]*?)^```/m.exec(section)?.[1] ?? '';
    const words = new Set(drawing.split(/[^\w.:-]+/));
    expect(drawn(topology).filter((word) => !words.has(word))).toEqual([]);
  });

  it('has the route tables that the checks want', () => {
    const lines = allChecks(topology).flatMap((check) =>
      check.kind === 'routes' ? check.routes : [],
    );
    expect(lines.filter((line) => !codeIn(section).includes(line))).toEqual([]);
  });
});

const listed = scenarios.map(({ name, file }): Listed => {
  const { title, teaches = '', write_up: writeUp = '', nodes } = scenarioOf(file);
  const containers = Object.values(nodes).flatMap((node) => Object.keys(node.containers ?? {}));
  const places = Object.keys(nodes).length + containers.length;
  return { name, title, teaches, writeUp, places };
});

it('every scenario says where it comes from and what it teaches', () => {
  expect(listed.filter(({ teaches, writeUp }) => teaches === '' || writeUp === '')).toEqual([]);
});

it(`${index} lists every scenario as its file describes it`, async () => {
  const page = readPage(index);
  const wanted = await withIndex(page, listed);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(join(projectDirectory, index), wanted);
    return;
  }
  expect(scenarios.filter(({ name }) => !wanted.includes(`(scenarios/${name}.md)`))).toEqual([]);
  expect(page).toBe(wanted);
});

it('every page of the gallery is that of a scenario', () => {
  const pages = readdirSync(join(projectDirectory, 'docs/scenarios'));
  expect(pages.sort()).toEqual(scenarios.map(({ name }) => `${name}.md`).sort());
});

it('every scenario has breakages that are run', () => {
  const broken = readdirSync(join(projectDirectory, 'test/vm/breakages'));
  expect(broken.sort()).toEqual(scenarios.map(({ name }) => `${name}.ts`).sort());
});
