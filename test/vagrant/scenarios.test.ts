import { expect, it } from 'vitest';
import { breakages } from '../vm/breakages/multi-node-same-l2.ts';
import { edited, impatient } from '../vm/scenario-text.ts';
import { recordOf } from '../vm/wirelab.ts';
import { vagrantHost } from './host.ts';

const host = vagrantHost();
const flags = ['--provider', 'vagrant', '--json'];

it.each(['multi-node-overlay', 'macvlan-multi-node'])(
  '%s passes, and leaves nothing behind',
  async (scenario) => {
    const ended = await host.run(['run', scenario, ...flags]);
    const record = recordOf(ended);
    expect(record).toMatchObject({ outcome: 'passed', problems: [], provider: 'vagrant' });
    expect(record.checks.length).toBeGreaterThan(3);
    expect(record.nodes.map(({ started }) => started)).toEqual(record.nodes.map(() => 'cold boot'));
    expect(ended.code).toBe(0);
    await host.expectAsBefore();
  },
);

it.each(breakages.slice(0, 1))(
  'multi-node-same-l2 fails when $what',
  async ({ edits, failing, filter }) => {
    const text = impatient(edited('multi-node-same-l2', edits));
    const file = host.write('multi-node-same-l2', text);
    const chosen = filter === null ? [] : ['--filter', filter];
    const ended = await host.run(['run', file, ...chosen, ...flags]);
    const record = recordOf(ended);
    const failed = record.checks.filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ id }) => id).join(' ')).toContain(failing);
    expect(record).toMatchObject({ outcome: 'failed', problems: [] });
    expect(ended.code).toBe(1);
    await host.expectAsBefore();
  },
);
