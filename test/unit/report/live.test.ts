import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import { liveReporter } from '../../../src/report/live.ts';
import type { RunEvent } from '../../../src/runner/events.ts';
import { failingRun, finished, passingRun, steppedRun, started } from './synthetic-run.ts';

/** A terminal that remembers what it was sent. */
function terminal() {
  let sent = '';
  const stream = {
    isTTY: true,
    columns: 120,
    rows: 40,
    write: (text: string) => {
      sent += text;
      return true;
    },
  };
  return { stream: stream as unknown as NodeJS.WriteStream, sent: () => sent };
}

/** What stays on the screen: the text after the last time that it was redrawn. */
function lastScreen(sent: string): string {
  const ansi = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[a-zA-Z]`, 'g');
  const [screen = ''] = sent.split(`${String.fromCharCode(27)}[G`).slice(-1);
  return screen.replaceAll(ansi, '');
}

async function show(events: readonly RunEvent[]): Promise<string> {
  const { stream, sent } = terminal();
  const reporter = liveReporter(stream, createColors(false));
  for (const event of events) reporter.onEvent(event);
  await reporter.finish?.();
  return sent();
}

it('ends as a list of phases and checks, with the cursor back', async () => {
  const sent = await show(passingRun());
  expect(lastScreen(sent)).toBe(`✓ prepare  0.1 s
✓ provide  1.2 s
✓ configure  1.9 s
✓ check  1.4 s
  ✓ node1 reaches node2  0.3 s
  ✓ node1/con1 reaches node2/con1  0.3 s
✓ teardown  0.3 s
`);
  expect(sent.lastIndexOf('[?25h')).toBeGreaterThan(sent.lastIndexOf('[?25l'));
});

it('marks what failed', async () => {
  expect(lastScreen(await show(failingRun()))).toBe(`✓ prepare  0.1 s
✓ provide  1.2 s
✓ configure  1.9 s
✗ check  5.4 s
  ✓ node1 reaches node2  0.3 s
  ✗ node1 reaches router  5.0 s  node1 does not answer: connection closed
  ✗ node1/con1 reaches node2/con1  5.0 s  0 of 3 answered
  - node2 reaches router  5.0 s  skipped: tcpdump is not there
`);
});

it('tells steps with what they do and their checks', async () => {
  expect(lastScreen(await show(steppedRun()))).toBe(`✓ prepare  0.1 s
✓ provide  1.2 s
✓ configure  1.9 s
✓ check  1.4 s
  ✓ node1 reaches node2  0.3 s
  ✗ step 1: a route comes  cut short
    ✓ node1: + route 172.16.1.0/24 dev vxlan0
    ✓ node1/con1 reaches node2/con1  0.3 s
✓ teardown  0.3 s
`);
});

it('ends even when the run was cut short in the middle of a check', async () => {
  const upToCase = failingRun().findIndex((event) => event.type === 'case_started') + 1;
  const run = [...failingRun().slice(0, upToCase), finished({ outcome: 'interrupted' })];
  expect(lastScreen(await show(run))).toContain('✗ node1 reaches node2  cut short\n');
});

it('shows a failed phase with its reason', async () => {
  const run: RunEvent[] = [
    started(),
    { type: 'phase_started', phase: 'provide' },
    { type: 'phase_failed', phase: 'provide', durationMs: 2000, message: 'qemu ended' },
    finished({ outcome: 'error' }),
  ];
  expect(lastScreen(await show(run))).toBe('✗ provide  2.0 s  qemu ended\n');
});
