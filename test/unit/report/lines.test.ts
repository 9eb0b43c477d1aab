import { createColors } from 'picocolors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linesReporter } from '../../../src/report/lines.ts';
import { caseOf, failingRun, phase, started, steppedRun } from './synthetic-run.ts';

describe('lines', () => {
  let written = '';
  const reporter = () =>
    linesReporter({
      write: (text) => {
        written += text;
      },
      colors: createColors(false),
      now: () => Date.now(),
    });

  beforeEach(() => {
    written = '';
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('has one line for each event that says something', () => {
    const lines = reporter();
    for (const event of failingRun()) {
      vi.advanceTimersByTime(300);
      lines.onEvent(event);
    }
    expect(written)
      .toBe(`   0.3 s  multi-node-overlay: Multiple nodes, overlay network (lab multi-node-overlay-3f9a, qemu)
   0.6 s  prepare
   0.9 s  emulated (tcg): /dev/kvm does not boot a kernel on Debian GNU/Linux 12, Linux 6.1.0-28-amd64, 2 CPUs, 7961 MiB, QEMU emulator version 7.2.22
   1.2 s  prepare took 0.1 s
   1.5 s  provide
   1.8 s  node1 is ready: restored, 1.1 s, Linux 6.12.43+deb13-cloud-amd64
   2.1 s  provide took 1.2 s
   2.4 s  configure
   2.7 s  configure took 1.9 s
   3.0 s  check
   3.6 s  ✓ node1 reaches node2 (0.3 s)
   4.2 s  ! node1 reaches router: node1 does not answer: connection closed (5.0 s)
   4.8 s  ✗ node1/con1 reaches node2/con1: expected an answer to 3 of 3 echo requests; observed 0 of 3 answered (5.0 s)
   5.4 s  - node2 reaches router: skipped, tcpdump is not there
   5.7 s  check took 5.4 s
`);
  });

  it('tells steps with what they do', () => {
    const lines = reporter();
    for (const event of steppedRun()) lines.onEvent(event);
    expect(written).toContain(`✓ node1 reaches node2 (0.3 s)
   0.0 s  step 1: a route comes
   0.0 s    node1: + route 172.16.1.0/24 dev vxlan0
   0.0 s  ✓ node1/con1 reaches node2/con1 (0.3 s)
`);
  });

  it('keeps messages with several lines on one', () => {
    reporter().onEvent({
      type: 'phase_failed',
      phase: 'provide',
      durationMs: 1000,
      message: 'qemu ended:\n  no such file\n',
    });
    expect(written).toBe('   0.0 s  provide failed after 1.0 s: qemu ended: no such file\n');
  });

  it('says every 30 s of silence what the run waits for', () => {
    const lines = reporter();
    lines.onEvent(started());
    lines.onEvent({ type: 'phase_started', phase: 'prepare' });
    lines.onEvent({ type: 'progress', phase: 'prepare', message: 'building the image debian-13' });
    written = '';
    vi.advanceTimersByTime(29_999);
    expect(written).toBe('');
    vi.advanceTimersByTime(30_001);
    expect(written).toBe(`  30.0 s  … 30.0 s without news: prepare: building the image debian-13
  60.0 s  … 1 min 00 s without news: prepare: building the image debian-13
`);
  });

  it('names the checks under way, and starts to count again with each event', () => {
    const lines = reporter();
    const [begin] = phase('check', 0);
    const [first] = caseOf(1, 'node1-node2');
    const [second] = caseOf(2, 'node1-router');
    for (const event of [begin, first, second]) {
      vi.advanceTimersByTime(20_000);
      if (event !== undefined) lines.onEvent(event);
    }
    written = '';
    lines.remind();
    expect(written).toBe(
      '  60.0 s  … 0.0 s without news: check: node1 reaches node2 and 1 other check\n',
    );
  });

  it('is silent once finished', async () => {
    const lines = reporter();
    lines.onEvent(started());
    await lines.finish?.();
    written = '';
    vi.advanceTimersByTime(60_000);
    expect(written).toBe('');
  });
});
