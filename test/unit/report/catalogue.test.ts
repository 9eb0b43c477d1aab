import { createColors } from 'picocolors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogueLines } from '../../../src/report/catalogue-lines.ts';
import { catalogueRecorder } from '../../../src/report/catalogue-record.ts';
import { renderCatalogueVerdict } from '../../../src/report/catalogue-verdict.ts';
import type { CatalogueEvent } from '../../../src/runner/catalogue-events.ts';
import type { RunEvent } from '../../../src/runner/events.ts';
import { finished, phase, started, startedAt, caseOf } from './synthetic-run.ts';

function runOf(label: string, ...events: readonly RunEvent[]): readonly CatalogueEvent[] {
  return events.map((event) => ({ type: 'run', label, event }));
}

const events: readonly CatalogueEvent[] = [
  {
    type: 'catalogue_started',
    labels: ['overlay', 'macvlan', 'bridge'],
    jobs: 2,
    shard: { number: 1, of: 2 },
  },
  ...phase('prepare', 5).map((event): CatalogueEvent => ({ type: 'preparation', event })),
  ...runOf('macvlan', started()),
  ...runOf(
    'overlay',
    started(),
    ...phase('check', 900, ...caseOf(1, 'node1-node2'), ...caseOf(2, 'node2-node1', 'fail')),
  ),
  ...runOf('macvlan', ...phase('check', 800, ...caseOf(1, 'node1-node2')), finished()),
  ...runOf('overlay', finished({ outcome: 'failed', durationMs: 7654 })),
  {
    type: 'catalogue_finished',
    end: { outcome: 'interrupted', durationMs: 8000, problems: [] },
  },
];

const colors = createColors(false);

describe('several runs as lines', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('have the scenario in front of each line, and one clock', () => {
    let written = '';
    const write = (text: string): void => void (written += text);
    const lines = catalogueLines({ write, colors, now: () => Date.now() });
    for (const event of events) {
      vi.advanceTimersByTime(100);
      lines.onEvent(event);
    }
    expect(written).toBe(`3 scenarios (part 1/2), 2 at a time
   0.2 s  all  prepare
   0.3 s  all  prepare took 0.0 s
   0.4 s  macvlan  multi-node-overlay: Multiple nodes, overlay network (lab multi-node-overlay-3f9a, qemu)
   0.5 s  overlay  multi-node-overlay: Multiple nodes, overlay network (lab multi-node-overlay-3f9a, qemu)
   0.6 s  overlay  check
   0.8 s  overlay  ✓ node1 reaches node2 (0.3 s)
   1.0 s  overlay  ✗ node2 reaches node1: expected an answer to 3 of 3 echo requests; observed 0 of 3 answered (5.0 s)
   1.1 s  overlay  check took 0.9 s
   1.2 s  macvlan  check
   1.4 s  macvlan  ✓ node1 reaches node2 (0.3 s)
   1.5 s  macvlan  check took 0.8 s
   1.6 s  macvlan  passed after 5.1 s
   1.7 s  overlay  failed after 7.7 s
`);
    vi.advanceTimersByTime(60_000);
    expect(written).not.toContain('without news');
  });
});

describe('the record of several runs', () => {
  const recorder = catalogueRecorder(startedAt);
  for (const event of events) recorder.onEvent(event);
  const record = recorder.record();
  if (record === null) throw new Error('no record');

  it('has the runs as they were asked for, and those that were not run', () => {
    expect(record.runs.map(({ label, outcome }) => [label, outcome])).toEqual([
      ['overlay', 'failed'],
      ['macvlan', 'passed'],
    ]);
    expect(record).toMatchObject({
      schemaVersion: 1,
      outcome: 'interrupted',
      startedAt: startedAt.toISOString(),
      jobs: 2,
      shard: { number: 1, of: 2 },
      notRun: ['bridge'],
      totals: { scenarios: 3, passed: 1, skipped: 0, notPassed: 1, notRun: 1 },
    });
  });

  it('is told with what failed first, then a table, then the verdict', () => {
    const text = renderCatalogueVerdict(record, colors);
    expect(text).toMatch(/^overlay:\n\n✗ node2 reaches node1\n/);
    const end = text.slice(text.indexOf('scenario '));
    expect(end).toBe(`scenario  verdict  checks          time
overlay   failed   1 of 2 checks  7.7 s
macvlan   passed   1 of 1 check   5.1 s
bridge    not run

interrupted: 1 of 3 scenarios passed, 1 not run · part 1/2 · 2 at a time · 8.0 s
`);
  });
});
