import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { type RunRecord, recordOf } from '../../../src/report/record.ts';
import { renderVerdict } from '../../../src/report/verdict.ts';
import type { RunEvent } from '../../../src/runner/events.ts';
import {
  caseOf,
  emulatedHost,
  failingRun,
  finished,
  passingRun,
  phase,
  started,
  startedAt,
} from './synthetic-run.ts';

const plain = createColors(false);

function record(events: readonly RunEvent[]): RunRecord {
  const made = recordOf(events, startedAt);
  if (made === null) throw new Error('the run has no end');
  return made;
}

function verdict(events: readonly RunEvent[]): string {
  return renderVerdict(record(events), plain);
}

function lastLine(events: readonly RunEvent[]): string | undefined {
  return verdict(events).trimEnd().split('\n').at(-1);
}

describe('the verdict', () => {
  it('is two lines when all is well', () => {
    expect(verdict(passingRun())).toBe(
      `prepare 0.1 s · provide 1.2 s · configure 1.9 s · check 1.4 s · teardown 0.3 s
passed: 2 of 2 checks · multi-node-overlay · qemu, emulated (tcg): /dev/kvm does not boot a kernel · 5.1 s
`,
    );
  });

  it('names the kernels where nodes have different ones', () => {
    const old: RunEvent = {
      type: 'node_ready',
      node: {
        ...{ name: 'old', image: 'debian-12', kernel: '6.1.0-50-cloud-amd64' },
        ...{ started: 'restored', readyMs: 900 },
      },
    };
    expect(verdict([...passingRun(), old])).toContain(
      'Linux 6.12.43+deb13-cloud-amd64 on node1, node2 · Linux 6.1.0-50-cloud-amd64 on old\n',
    );
  });

  it('tells failed cases first, with their evidence and place, and how to get in', () => {
    expect(verdict(failingRun())).toBe(
      `✗ node1/con1 reaches node2/con1
  expected  an answer to 3 of 3 echo requests
  observed  0 of 3 answered
  check     3-reach-node1/con1-node2/con1, 4 tries in 5.0 s
  at        scenarios/multi-node-overlay.yaml:63:5
  evidence  ping -c 3 172.16.1.2
            │ PING 172.16.1.2 (172.16.1.2) 56(84) bytes of data.
            │ 3 packets transmitted, 0 received, 100% packet loss, time 2040ms
  evidence  vxlan0 counters
            │ {"tx":3,"rx":0}
  again     npx wirelab run scenarios/multi-node-overlay.yaml --filter 3-reach-node1/con1-node2/con1 --keep-on-fail

! node1 reaches router
  expected  an answer to 3 of 3 echo requests
  observed  node1 does not answer: connection closed
  check     2-reach-node1-router, 4 tries in 5.0 s
  at        scenarios/multi-node-overlay.yaml:62:5
  again     npx wirelab run scenarios/multi-node-overlay.yaml --filter 2-reach-node1-router --keep-on-fail

The lab multi-node-overlay-3f9a still runs:
  npx wirelab ssh multi-node-overlay-3f9a NODE       a shell on a node (NODE/CONTAINER: in a container)
  npx wirelab console multi-node-overlay-3f9a NODE   what a node's kernel said
  npx wirelab check multi-node-overlay-3f9a          the checks again
  npx wirelab down multi-node-overlay-3f9a           the end of it

prepare 0.1 s · provide 1.2 s · configure 1.9 s · check 5.4 s
failed: 1 of 3 checks, 1 could not be carried out, 1 skipped · multi-node-overlay · qemu, emulated (tcg): /dev/kvm does not boot a kernel · 9.1 s
`,
    );
  });

  it('shows the problem, its remedy and its detail when the harness failed', () => {
    const problem = {
      message: 'node2: the kernel is not as compiled',
      remedy: 'Run with --keep-on-fail and look at node2.',
      detail: '- route 172.16.0.0/24 dev br0\n+ route 172.16.0.0/16 dev br0\n',
    };
    const run = [started(), finished({ outcome: 'error', durationMs: 912, problems: [problem] })];
    expect(verdict(run)).toBe(
      `✗ node2: the kernel is not as compiled
  remedy    Run with --keep-on-fail and look at node2.
  │ - route 172.16.0.0/24 dev br0
  │ + route 172.16.0.0/16 dev br0

error: no check was judged · multi-node-overlay · qemu · 0.9 s
`,
    );
  });

  it('names the cases that it does not tell in full', () => {
    const cases = Array.from({ length: 10 }, (_, i) => caseOf(i + 1, `a${i}-b`, 'fail')).flat();
    const text = verdict([
      started(),
      ...phase('check', 10, ...cases),
      finished({ outcome: 'failed' }),
    ]);
    expect(text.match(/expected/g)).toHaveLength(8);
    expect(text).toContain('✗ a8 reaches b\n✗ a9 reaches b\n');
  });

  it('says what there is to say for every other end', () => {
    const oneCase = [started(), ...caseOf(1, 'node1-node2')];
    expect(lastLine([...oneCase, finished({ outcome: 'left behind' })])).toMatch(
      /^left behind: 1 of 1 check passed · /,
    );
    expect(lastLine([...oneCase, finished({ outcome: 'timeout' })])).toMatch(
      /^timeout: 1 of 1 check passed · /,
    );
    expect(lastLine([...oneCase, finished({ outcome: 'interrupted' })])).toMatch(
      /^interrupted: 1 of 1 check passed · /,
    );
    expect(lastLine([started(), finished({ outcome: 'nothing judged' })])).toMatch(
      /^nothing judged: no check was judged · /,
    );
    expect(lastLine([started(), finished({ kept: 'multi-node-overlay-3f9a' })])).toMatch(
      /^passed: 0 nodes up, no check was asked for · /,
    );
  });

  it('does not call a machine with hardware virtualisation emulated', () => {
    const host = {
      ...emulatedHost,
      accelerator: { name: 'kvm', emulated: false, reason: 'it works' },
    };
    expect(lastLine([started(), host as RunEvent, finished()])).toContain(' · qemu, kvm · ');
  });
});
