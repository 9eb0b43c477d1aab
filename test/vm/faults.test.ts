/** Faults on machines: clocks that jump, a reboot, loss one way, cables. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { takeStock } from './leftovers.ts';
import { it } from './own-host.ts';
import { type Edit, editedText } from './scenario-text.ts';
import { recordOf } from './wirelab.ts';

const text = readFileSync(join(import.meta.dirname, 'faults.yaml'), 'utf8');

interface Breakage {
  readonly what: string;
  readonly edits: readonly Edit[];
  /** The last step that is needed to see it, by number. */
  readonly until: number;
  /** Ids of the cases that must fail, in their order; no other may. */
  readonly failing: readonly string[];
}

const breakages: readonly Breakage[] = [
  {
    what: 'node2 keeps its power',
    edits: [['reboot: node2', 'clock: { node: node2, by: 1h }']],
    until: 1,
    failing: ['3-outage-node1-10.0.0.2', '4-command-node2'],
  },
  {
    what: 'the clock goes forward instead of back',
    edits: [['by: -1h', 'by: 1h']],
    until: 3,
    failing: ['7-command-node1', '8-no_reach-node1-10.8.0.2'],
  },
];

describe.concurrent('what happens to machines, clocks, lines and cables', () => {
  it('is seen by the checks, and undone', async ({ host }) => {
    const stock = takeStock(host);
    const ended = await host.run(['run', host.write('faults', text), '--json']);
    const record = recordOf(ended);
    expect(record.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(record).toMatchObject({ outcome: 'passed', problems: [] });
    expect(ended.code).toBe(0);
    await stock.expectNothingLeft();
  });

  describe.each(breakages)('when $what', ({ edits, until, failing }) => {
    it('is missed, and leaves nothing behind', async ({ host }) => {
      const stock = takeStock(host);
      const file = host.write('faults', editedText(text, edits));
      const ended = await host.run(['run', file, '--until', String(until), '--json']);
      const record = recordOf(ended);
      const failed = record.checks.filter(({ outcome }) => outcome === 'fail');
      expect(failed.map(({ id }) => id)).toEqual(failing);
      expect(record).toMatchObject({ outcome: 'failed', problems: [] });
      expect(ended.code).toBe(1);
      await stock.expectNothingLeft();
    });
  });
});
