import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Before, takeStock } from './leftovers.ts';
import { type Ended, privateHost, recordOf } from './wirelab.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

/** The example of the documentation in which no address is written. */
function documented(): string {
  const page = readFileSync(join(projectRoot, 'docs/scenario-format.md'), 'utf8');
  const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
  const example = examples.find((text) => text.includes('\nrouting: auto\n'));
  if (example === undefined) throw new Error('the documentation has no example without addresses');
  return example;
}

const text = documented();

describe('three machines without a written address', () => {
  const host = privateHost();
  let stock: Before;
  let ended: Ended;

  beforeAll(async () => {
    stock = takeStock(host);
    ended = await host.run(['run', host.write('given', text), '--json']);
  });
  afterAll(() => {
    host.remove();
  });

  it('have none in the file', () => {
    const nodes = text.slice(text.indexOf('nodes:'), text.indexOf('checks:'));
    expect(nodes).not.toMatch(/\d\.\d|::|via|address/);
  });

  it('reach each other in both families', () => {
    const record = recordOf(ended);
    expect(record.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(record).toMatchObject({ outcome: 'passed', problems: [] });
    const evidence = record.checks.map((check) => JSON.stringify(check.evidence));
    for (const address of ['172.16.1.2', 'fd00:172:16:1::2']) {
      expect(evidence.filter((text) => text.includes(`PING ${address}`))).not.toEqual([]);
    }
    expect(ended.code).toBe(0);
  });

  it('do not without a router', async () => {
    const broken = text.replace('  router:\n', '  router:\n    routing: none\n');
    expect(broken).not.toBe(text);
    const file = host.write('given', broken.replaceAll('reach: { ', 'reach: { within: 0.1s, '));
    const run = await host.run(['run', file, '--filter', 'reach-node1/con1-node2/con1', '--json']);
    const failed = recordOf(run).checks.filter(({ outcome }) => outcome === 'fail');
    const ids = failed.map(({ id }) => id);
    expect(ids).toContainEqual(expect.stringContaining('reach-node1/con1-node2/con1'));
    expect(run.code).toBe(1);
  });

  it('leave nothing behind', () => stock.expectNothingLeft());
});
