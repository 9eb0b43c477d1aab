import { describe, expect, it } from 'vitest';
import { readTopology } from '../../../../src/cli/topology.ts';
import { explainScenario } from '../../../../src/explain/words/explain.ts';
import { wayLines } from '../../../../src/explain/words/way.ts';
import { loadInventory } from '../../../../src/inventory/load.ts';
import {
  listScenarioFiles,
  scenarioName,
  scenariosDirectory,
} from '../../../../src/scenario/find.ts';
import { changeLines } from '../../../../src/runner/change-lab.ts';
import { loadScenario } from '../../../../src/scenario/load.ts';
import { findPlace, placesOf } from '../../../../src/topology/places.ts';
import type { Topology } from '../../../../src/topology/topology.ts';

const files = listScenarioFiles(scenariosDirectory);

async function topologyOf(file: string): Promise<Topology> {
  const result = await readTopology(file, loadInventory());
  if (!result.ok) throw new Error(`${file} is not valid`);
  return result.topology;
}

async function explained(file: string): Promise<string> {
  const loaded = loadScenario(file);
  if (!loaded.ok) throw new Error(`${file} is not valid`);
  const topology = await topologyOf(file);
  const { description = null, teaches = null, write_up: writeUp = null } = loaded.scenario;
  return explainScenario({
    ...{ topology, description, teaches, writeUp },
    changesOf: (step) => {
      const before = topology.steps[step.number - 1];
      return before === undefined ? [] : changeLines(before, step);
    },
  });
}

async function way(scenario: string, from: string, address: string): Promise<string> {
  const { steps } = await topologyOf(scenario);
  const places = placesOf(steps.at(-1)?.nodesDuring ?? []);
  const source = findPlace(places, from);
  if (source === undefined) throw new Error(`there is no ${from}`);
  return wayLines(source, address, places).join('\n');
}

describe('a scenario in plain words', () => {
  it.each(files.map((file) => [scenarioName(file), file]))('%s', async (_, file) => {
    const text = await explained(file);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    const topology = await topologyOf(file);
    for (const { name } of topology.nodes) expect(text).toContain(`${name} has\n`);
    const checks = topology.steps.flatMap((step) => step.checks).length;
    const told = text.slice(text.indexOf('What is checked')).match(/^- /gm) ?? [];
    expect(told.length).toBe(checks);
  });

  it.each(['multi-node-overlay', 'bridge-nat', 'macvlan'])('%s, in full', async (name) => {
    await expect(await explained(name)).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});

describe('the way of a packet', () => {
  it('goes into a tunnel and out of it', async () => {
    const told = await way('multi-node-overlay', 'node1/con1', '172.16.1.2');
    expect(told).toContain('default via 172.16.0.1 dev veth11');
    expect(told).toContain('VXLAN 42 (UDP port 4789) from 10.0.0.10 to 10.0.0.20 (node2)');
    expect(told.split('\n').at(-1)).toContain('to node2/con1');
  });

  it('goes by who answers ARP for the far side', async () => {
    expect(await way('multi-node-overlay', 'node1', '10.0.0.20')).toContain(
      'to router, which answers ARP on its behalf',
    );
  });

  it('ends where there is no route', async () => {
    expect(await way('multi-node-overlay', 'router', '172.16.0.2')).toBe(
      'router has no route to 172.16.0.2: the packet ends there',
    );
  });

  it('leaves nothing for an own address', async () => {
    expect(await way('multi-node-overlay', 'node1', '10.0.0.10')).toBe(
      "10.0.0.10 is node1's own address: nothing leaves it",
    );
  });
});
