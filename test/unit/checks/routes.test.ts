import { describe, expect, it } from 'vitest';
import { routes } from '../../../src/checks/kinds/routes.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import type { RoutesCheck } from '../../../src/topology/checks/routes.ts';
import { endpoint, fakeLab, never, where } from './fake-lab.ts';
import { recorded, releases } from './recorded.ts';

const check: RoutesCheck = {
  kind: 'routes',
  number: 1,
  title: null,
  where,
  withinMs: 1000,
  at: [endpoint('node1')],
  table: 10,
  mode: 'exactly',
  routes: [],
};

describe.each(releases)('a table other than main, as %s has it', (release) => {
  /** Table 10 has what main has here, or there is none; in `main`, there is nothing. */
  function tried(wanted: Partial<RoutesCheck>, kind: 'routes' | 'no-table') {
    const lab = fakeLab({
      answer: (section, command) => {
        const name = `${kind}${section === 'inet' ? 4 : 6}`;
        return command.endsWith(' table 10') ? recorded(release, name) : '[]';
      },
    });
    const [only] = routes.expand({ ...check, ...wanted });
    if (only === undefined) throw new Error('no case');
    return only.attempt(lab, never);
  }

  it('is the one that is read', async () => {
    const lines = ['172.16.1.0/24 via 192.168.42.2 dev vxlan0', 'fd42::/64 dev vxlan0'];
    const there = await tried({ mode: 'contains', routes: lines }, 'routes');
    expect(there).toMatchObject({
      outcome: 'pass',
      expected: `the routes of node1 in table 10 contain: ${lines.join(', ')}`,
    });
    expect(await tried({ table: null }, 'routes')).toMatchObject({ outcome: 'pass' });
    expect(await tried({}, 'routes')).toMatchObject({ outcome: 'fail' });
  });

  it('is empty where there is none', async () => {
    expect(await tried({}, 'no-table')).toMatchObject({ outcome: 'pass', observed: 'none' });
    expect(await tried({ routes: ['default via 10.0.0.1'] }, 'no-table')).toMatchObject({
      outcome: 'fail',
      observed: 'missing: default via 10.0.0.1',
    });
  });

  it('cannot be read where ip fails otherwise', async () => {
    const lab = fakeLab({ answer: () => 2 });
    const [only] = routes.expand(check);
    await expect(only?.attempt(lab, never)).rejects.toThrow(HarnessError);
  });
});
