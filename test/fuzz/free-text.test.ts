/** Which places of a scenario take a text that a shell would take for commands. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readTopology } from '../../src/cli/topology.ts';
import { loadInventory } from '../../src/inventory/load.ts';
import { scenarioTexts } from './inputs/real-files.ts';
import { type Place, get, placesIn, set } from './inputs/places.ts';

const directory = mkdtempSync(join(tmpdir(), 'wirelab-free-text-'));
const file = join(directory, 'input.yaml');
const inventory = loadInventory();
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const hostile = `a'"$(x)\`y\`;z|&<>(\n)\\*?[~#`;

/** Mappings whose keys are names of the scenario's own. */
const named =
  /^(nodes|containers|segments|services|bridges|interfaces|veth|vlan|vxlan|tun|vrf|wireguard|tunnels|peers|pools|sysctls|change|remove|reserve)$/;

/** `nodes.*.containers.*.bridge`, whatever the names and positions. */
function kindOf(path: readonly string[]): string {
  return path
    .map((key, index) => (/^\d+$/.test(key) || named.test(path[index - 1] ?? '') ? '*' : key))
    .join('.');
}

/** The same in any step, and for every kind of check. */
function inShort(kind: string): string {
  return kind
    .replace(/^steps\.\*\./, '')
    .replace(/^change\.\*\./, 'nodes.*.')
    .replace(/^checks\.\*\.\w+\.title$/, 'checks.*.*.title')
    .replace(/^(checks\.\*\.command\.json)\..*/, '$1');
}

async function isTaken(text: string, place: (places: readonly Place[]) => void): Promise<boolean> {
  const document = parse(text, { merge: true }) as unknown;
  place(placesIn(document));
  return isSound(document);
}

async function isSound(document: unknown): Promise<boolean> {
  writeFileSync(file, stringify(document, { aliasDuplicateObjects: false }));
  return (await readTopology(file, inventory)).ok;
}

it('is what is printed, what is served, and what the author has run', async () => {
  const seen = new Set<string>();
  const taken = new Set<string>();
  for (const text of scenarioTexts) {
    for (const [index, { inside, key, path }] of placesIn(parse(text, { merge: true })).entries()) {
      const kind = kindOf(path);
      if (seen.has(kind) || typeof get(inside, key) !== 'string') continue;
      seen.add(kind);
      const isFree = await isTaken(text, (places) => {
        const place = places[index];
        if (place !== undefined) set(place, hostile);
      });
      if (isFree) taken.add(inShort(kind));
    }
  }
  expect(seen.size).toBeGreaterThan(150);
  expect([...taken].toSorted()).toMatchInlineSnapshot(`
    [
      "checks.*.*.title",
      "checks.*.command.json",
      "checks.*.command.run",
      "checks.*.command.stdout_contains",
      "checks.*.command.stdout_equals",
      "checks.*.compare.claims.*.text",
      "checks.*.http.body",
      "description",
      "name",
      "nodes.*.containers.*.services.*.http.body",
      "nodes.*.run.*",
      "nodes.*.services.*.http.body",
      "run.*.command",
      "title",
    ]
  `);
});

/** The document with another name for something, wherever it is spoken of. */
function renamed(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') {
    return value
      .split(/([/ ])/)
      .map((word) => (word === from ? to : word))
      .join('');
  }
  if (Array.isArray(value)) return value.map((item) => renamed(item, from, to));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, below]) => {
    return [key === from ? to : key, renamed(below, from, to)] as const;
  });
  return Object.fromEntries(entries);
}

it('is no name', async () => {
  const names = new Set<string>();
  const free = new Set<string>();
  for (const text of scenarioTexts) {
    const document = parse(text, { merge: true }) as unknown;
    for (const { path, key } of placesIn(document)) {
      const kind = kindOf(path);
      if (!kind.endsWith('*') || /^\d+$/.test(key) || names.has(kind)) continue;
      names.add(kind);
      if (await isSound(renamed(document, key, 'other'))) free.add(kind);
      expect(await isSound(renamed(document, key, hostile)), `${key} as ${hostile}`).toBe(false);
    }
  }
  // Other names are as good for most, so it is these that were refused.
  expect(free.size).toBeGreaterThan(names.size / 2);
});
