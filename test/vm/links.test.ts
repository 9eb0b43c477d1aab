/** Every kind of link in one lab, whole and with the mechanism of each taken away. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunRecord } from '../../src/report/record.ts';
import { type Before, takeStock } from './leftovers.ts';
import { type Edit, editedText, impatient } from './scenario-text.ts';
import { privateHost, recordOf } from './wirelab.ts';

const text = readFileSync(join(import.meta.dirname, 'links.yaml'), 'utf8');
const host = privateHost();
let stock: Before;

beforeAll(() => {
  stock = takeStock(host);
});
afterAll(() => {
  host.remove();
});

async function run(name: string, scenario: string, ...options: string[]): Promise<RunRecord> {
  const ended = await host.run(['run', host.write(name, scenario), '--json', ...options]);
  return recordOf(ended);
}

it('makes every kind of link, and sees packets take it', async () => {
  const record = await run('links', text);
  expect(record.problems).toEqual([]);
  expect(record.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
});

/** Taken away from links.yaml, and part of the id of the case that must see it. */
const breakages: readonly (readonly [Edit, string])[] = [
  [['remotes: [10.0.0.2, 10.0.0.3]', 'remotes: [10.0.0.3]'], 'node1/flooded-node2/flooded'],
  [['fdb: [{ address: 10.244.2.0, dev: flannel.1, dst: 10.0.0.2 }]', 'fdb: []'], 'pod-'],
  [['eth0: { vlan: { parent: eth1, id: 20 }', 'eth0: { vlan: { parent: eth1, id: 30 }'], 'many-'],
];

it('sees what does not work any more', async () => {
  const broken = editedText(
    text,
    breakages.map(([edit]) => edit),
  );
  const record = await run('broken', impatient(broken), '--filter', '-reach-');
  expect(record.problems).toEqual([]);
  const failed = record.checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
  for (const [, part] of breakages) {
    expect(failed).toContainEqual(expect.stringContaining(part));
  }
});

it('leaves nothing behind', () => stock.expectNothingLeft());
