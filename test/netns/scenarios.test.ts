import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import type { CatalogueRecord } from '../../src/report/catalogue-record.ts';
import { listScenarioFiles, scenarioName, scenariosDirectory } from '../../src/scenario/find.ts';
import { type Before, takeStock } from '../vm/leftovers.ts';
import { type Ended, privateHost, recordOf } from '../vm/wirelab.ts';

/** One kernel's throughput through itself is no subject, and takes half a minute. */
const names = listScenarioFiles(scenariosDirectory)
  .map(scenarioName)
  .filter((name) => name !== 'dataplane-comparison');

// Where no namespaces may be made, no lab can be.
describe.runIf(namespaceFailure() === null)('all scenarios on namespaces of this host', () => {
  const host = privateHost();
  let stock: Before;
  let ended: Ended;
  let record: CatalogueRecord;

  beforeAll(async () => {
    stock = takeStock(host);
    ended = await host.run(['run', ...names, ...netns, '--skip-unsupported', '--json']);
    if (ended.stdout === '') throw new Error(`there is no record:\n${ended.stderr}`);
    record = JSON.parse(ended.stdout) as CatalogueRecord;
  }, 300_000);
  afterAll(() => {
    host.remove();
  });

  it('pass, as far as this host can do them', () => {
    expect(record).toMatchObject({ outcome: 'passed', problems: [], notRun: [] });
    expect(record.totals.passed).toBeGreaterThan(names.length / 2);
    expect(ended.code).toBe(0);
  });

  it.each(names)('%s is judged whole, or left out with the reason', (name) => {
    const run = record.runs.find(({ label }) => label === name);
    const outcomes = new Set(run?.checks.map(({ outcome }) => outcome));
    if (run?.outcome !== 'skipped') {
      expect([run?.outcome, ...outcomes]).toEqual(['passed', 'pass']);
      return;
    }
    expect([...outcomes]).toEqual(['skip']);
    for (const { observed } of run.checks) expect(observed).toContain('this host');
    expect(run.nodes).toEqual([]);
  });

  it('say what they are', () => {
    const run = record.runs.find(({ label }) => label === 'multi-node-overlay');
    expect(run).toMatchObject({ provider: 'netns', accelerator: null });
    expect(run?.caveat).toContain('share the kernel');
  });

  it('leave nothing behind', () => stock.expectNothingLeft());
});

const netns = ['--provider', 'netns'] as const;

describe.runIf(namespaceFailure() === null)('a node on namespaces of this host', () => {
  const host = privateHost();
  afterAll(() => {
    host.remove();
  });

  const scenario = (more: string) =>
    ['title: One node', 'nodes:', '  node1:', ...more.split('\n'), ''].join('\n');

  it('cannot write to the file systems of the host', async () => {
    const file = host.write('one', scenario("    run: ['touch /etc/wirelab-was-here']"));
    const { code, stderr } = await host.run(['run', file, ...netns]);
    expect(stderr).toContain('Read-only file system');
    expect(code).toBe(3);
  });

  it('cannot set the clock of the host, restart it, load modules or see its memory', async () => {
    const held = 'grep CapEff /proc/self/status | cut -f 2';
    const check = `checks: [{ command: { at: node1, run: "${held}", stdout_contains: "00" } }]`;
    const file = host.write('one', `${scenario("    run: ['true']")}${check}\n`);
    const [only] = recordOf(await host.run(['run', file, ...netns, '--json'])).checks;
    const [, bits = ''] = /\b([0-9a-f]{16})\b/.exec(JSON.stringify(only?.evidence)) ?? [];
    const has = (bit: number): boolean => ((BigInt(`0x${bits}`) >> BigInt(bit)) & 1n) === 1n;
    // By their numbers in linux/capability.h; CAP_NET_ADMIN, 12, is what a node is for.
    expect([12, 16, 17, 22, 25].filter(has)).toEqual([12]);
  });

  it('is refused before it is made when its setting is not its own', async () => {
    const stock = takeStock(host);
    const file = host.write('one', scenario('    sysctls: { net.core.no_such_setting: 1 }'));
    const { code, stderr } = await host.run(['run', file, ...netns]);
    expect(stderr).toContain('has no net.core.no_such_setting of each namespace');
    expect(stderr).not.toContain('configure');
    expect(code).toBe(3);
    await stock.expectNothingLeft();
  });

  it('is refused before it is made when it sets a clock', async () => {
    const fault = 'steps: [{ name: late, faults: [clock: { node: node1, by: -1h }] }]';
    const file = host.write('one', `${scenario('    {}')}${fault}\n`);
    const { code, stderr } = await host.run(['run', file, ...netns]);
    expect(stderr).toContain(
      'nodes share the clock of this host, which is never set (node1, step "late")',
    );
    expect(stderr).not.toContain('configure');
    expect(code).toBe(3);
  });

  it('judges nothing when it is left out', async () => {
    const file = host.write('one', scenario('    sysctls: { net.core.no_such_setting: 1 }'));
    const { code } = await host.run(['run', file, ...netns, '--skip-unsupported']);
    expect(code).toBe(4);
  });
});
