import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mutant, mutantsOf } from '../../../../src/explain/mutation/mutants.ts';
import { sampleOf } from '../../../../src/explain/mutation/sample.ts';
import { loadInventory } from '../../../../src/inventory/load.ts';
import { listScenarioFiles, scenariosDirectory } from '../../../../src/scenario/find.ts';
import { loadScenario } from '../../../../src/scenario/load.ts';
import { resolve } from '../../../../src/topology/resolve.ts';
import { readText } from '../../topology/resolve-text.ts';
import type { Topology } from '../../../../src/topology/topology.ts';

const compiled = join(import.meta.dirname, '../../compile/golden');
const golden = join(import.meta.dirname, 'golden');

function read(file: string): { topology: Topology; steps: readonly (readonly Mutant[])[] } {
  const inventory = loadInventory();
  const loaded = loadScenario(file, inventory);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const resolved = resolve(loaded, inventory.kinds);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  return { topology: resolved.topology, steps: mutantsOf(resolved.topology, loaded) };
}

describe('the mutants of a scenario', () => {
  it.each(readdirSync(compiled))('of %s', (name) => {
    const text = readFileSync(join(compiled, name, 'scenario.yaml'), 'utf8');
    const { topology, loaded } = readText(name, text);
    const lines = mutantsOf(topology, loaded)
      .flat()
      .map(({ key, where: { line } }) => `${line}  ${key}\n`);
    const path = join(golden, `${name}.txt`);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, lines.join(''));
    expect(lines.join('')).toBe(readFileSync(path, 'utf8'));
  });

  const files = listScenarioFiles(scenariosDirectory);

  it.each(files)('of %s are different from its nodes, and from each other', (file) => {
    const { topology, steps } = read(file);
    expect(steps).toHaveLength(topology.steps.length);
    for (const [index, mutants] of steps.entries()) {
      const nodes = topology.steps[index]?.nodesDuring ?? [];
      expect(mutants.length).toBeGreaterThan(0);
      expect(new Set(mutants.map(({ key }) => key)).size).toBe(mutants.length);
      for (const { key, node, mutated, where } of mutants) {
        const was = nodes.find(({ name }) => name === node);
        expect([key, isDeepStrictEqual(was, mutated)]).toEqual([key, false]);
        expect(mutated.name).toBe(node);
        expect(where.line).toBeGreaterThan(1);
      }
    }
  });

  it('of one file stand where they are written', () => {
    const text = readFileSync(join(scenariosDirectory, 'multi-node-overlay.yaml'), 'utf8').split(
      '\n',
    );
    const { steps } = read('multi-node-overlay');
    const lineOf = (key: string) =>
      text[(steps[0]?.find((mutant) => mutant.key === key)?.where.line ?? 0) - 1];
    expect(lineOf('node1: vxlan0 vni 43 instead of 42')).toContain('vxlan0: { vni: 42');
    expect(lineOf('node1/con1: no route default via 172.16.0.1 dev veth11')).toContain('con1: {');
    expect(lineOf('router: net.ipv4.conf.left.proxy_arp = 0 instead of 1')).toContain(
      'left.proxy_arp',
    );
  });
});

describe('a sample', () => {
  const { steps } = read('netns-to-host');

  it('has as many mutants as were asked for, in all steps together', () => {
    const keys = new Set(
      sampleOf(steps, 5, 'seed')
        .flat()
        .map(({ key }) => key),
    );
    expect(keys.size).toBe(5);
  });

  it('is the same for the same seed, and another for another', () => {
    const keysOf = (seed: string) =>
      sampleOf(steps, 5, seed)
        .flat()
        .map(({ key }) => key);
    expect(keysOf('a')).toEqual(keysOf('a'));
    expect(keysOf('a')).not.toEqual(keysOf('b'));
  });
});
