import { afterAll, describe, expect, it } from 'vitest';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import type { ProveRecord } from '../../src/report/prove/record.ts';
import { takeStock } from '../vm/leftovers.ts';
import { privateHost } from '../vm/wirelab.ts';

const lines = [
  'title: Two namespaces and a way out',
  'nodes:',
  '  node1:',
  '    veth:',
  '      veth1: { address: 10.1.0.1/24, peer: { container: red, name: veth2, address: 10.1.0.2/24 } }',
  '    containers:',
  '      red:',
  '        routes:',
  '          - { to: default, via: 10.1.0.1 }',
  '    services:',
  '      web: { http: { body: welcome } }',
  'checks:',
  '  - reach: { from: node1/red, to: node1 }',
  '  - routes: { at: node1, exactly: [10.1.0.0/24 dev veth1] }',
  '  - http: { from: node1/red, to: node1, body: welcome }',
];
const missing = '  - routes: { at: node1/red, contains: [default via 10.1.0.1 dev veth2] }';

// Where no namespaces may be made, no lab can be.
describe.runIf(namespaceFailure() === null)('prove, on namespaces of this host', () => {
  const host = privateHost();
  afterAll(() => {
    host.remove();
  });

  const prove = async (name: string, text: readonly string[], more: readonly string[] = []) => {
    const file = host.write(name, `${text.join('\n')}\n`);
    const ended = await host.run(['prove', file, '--provider', 'netns', '--json', ...more]);
    const [scenario] = (JSON.parse(ended.stdout) as ProveRecord).scenarios;
    if (scenario === undefined) throw new Error(ended.stderr);
    return { ...ended, scenario, file };
  };

  it('kills every mutant of a scenario that is checked whole', async () => {
    const stock = takeStock(host);
    const { code, scenario } = await prove('whole', [...lines, missing]);
    expect(scenario).toMatchObject({
      outcome: 'passed',
      problems: [],
      rate: { survived: 0, percent: 100 },
    });
    expect(scenario.rate.killed).toBe(scenario.mutants);
    const page = scenario.judged.find(({ words }) => words === 'web has another page');
    expect(page?.verdict).toMatchObject({ kind: 'killed', check: 'http', outcome: 'fail' });
    expect(code).toBe(0);
    await stock.expectNothingLeft();
  });

  it('shows the line that nothing checks', async () => {
    const { code, stderr, scenario, file } = await prove('hole', lines);
    const survivors = scenario.judged.filter(({ verdict }) => verdict.kind === 'survived');
    expect(survivors).toMatchObject([
      {
        at: 'node1/red',
        words: 'no route default via 10.1.0.1 dev veth2',
        where: { file, line: 9 },
      },
    ]);
    expect(stderr).toContain(`${file}:9:15  node1/red: no route default`);
    expect(code).toBe(1);
  });

  it('is content with less when less is asked for', async () => {
    const { code } = await prove('hole', lines, ['--at-least', '50']);
    expect(code).toBe(0);
  });

  it('proves nothing by checks that do not pass', async () => {
    const wrong = '  - reach: { from: node1/red, to: 10.1.0.99, within: 1s }';
    const { code, scenario } = await prove('wrong', [...lines, wrong]);
    expect(scenario).toMatchObject({ outcome: 'failed', judged: [] });
    expect(scenario.problems[0]?.message).toContain('without any mutant');
    expect(code).toBe(1);
  });

  it('recognises by the state what makes no difference', async () => {
    const twice = lines.map((line) =>
      line.replace(
        '- { to: default',
        '- { to: 10.1.0.0/24, dev: veth2 }\n          - { to: default',
      ),
    );
    const { scenario } = await prove('twice', [...twice, missing]);
    const same = scenario.judged.filter(({ verdict }) => verdict.kind === 'equivalent');
    expect(same.map(({ words }) => words)).toEqual(['no route 10.1.0.0/24 dev veth2']);
  });
});
