/** Every kind of link in one lab, whole and with the mechanism of each taken away. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/report/record.ts';
import { type Before, takeStock } from './leftovers.ts';
import { type Edit, editedText, impatient } from './scenario-text.ts';
import { privateHost, recordOf } from './wirelab.ts';

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

/** Taken away from a scenario, and part of the id of the case that must see it. */
type Breakage = readonly [Edit, string];

const labs: Readonly<Record<string, readonly Breakage[]>> = {
  links: [
    [['remotes: [10.0.0.2, 10.0.0.3]', 'remotes: [10.0.0.3]'], 'node1/flooded-node2/flooded'],
    [['fdb: [{ address: 10.244.2.0, dev: flannel.1, dst: 10.0.0.2 }]', 'fdb: []'], 'pod-'],
    [['eth0: { vlan: { parent: eth1, id: 20 }', 'eth0: { vlan: { parent: eth1, id: 30 }'], 'many-'],
  ],
  tunnels: [
    [['remote: 10.0.0.1, key: 42', 'remote: 10.0.0.1, key: 43'], 'con1-node2/con2'],
    [
      [
        'tap1: { kind: gretap, local: 10.0.0.2, remote: 10.0.0.1, key: 7',
        'tap1: { kind: gretap, local: 10.0.0.2, remote: 10.0.0.1',
      ],
      'flat1-node2/flat2',
    ],
    [['sit1: { kind: sit', 'sit1: { kind: gre, key: 9'], 'fd04::2'],
    // Who is not allowed to send that address, or is looked for elsewhere, is not heard.
    [['allowed_ips: 10.5.0.1/32', 'allowed_ips: 10.5.0.9/32'], 'node1-node2/con3'],
    [['listen_port: 51821', 'listen_port: 51822'], 'fd06::2'],
  ],
  vrf: [
    // What comes in by a device of the main table is looked up there.
    [['key: 20, vrf: red', 'key: 20'], 'node1/red-'],
    [['key: 10, vrf: blue', 'key: 10'], 'node1/blue-'],
  ],
};

describe.each(Object.entries(labs))('%s', (name, breakages) => {
  const text = readFileSync(join(import.meta.dirname, `${name}.yaml`), 'utf8');

  it('makes every kind of link, and sees packets take it', async () => {
    const record = await run(name, text);
    expect(record.problems).toEqual([]);
    expect(record.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  });

  it('sees what does not work any more', async () => {
    const broken = editedText(
      text,
      breakages.map(([edit]) => edit),
    );
    const record = await run(`broken-${name}`, impatient(broken), '--filter', '-reach-');
    expect(record.problems).toEqual([]);
    const failed = record.checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
    for (const [, part] of breakages) {
      expect(failed).toContainEqual(expect.stringContaining(part));
    }
  });
});

it('leaves nothing behind', () => stock.expectNothingLeft());
