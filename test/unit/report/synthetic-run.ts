/** A made-up run of multi-node-overlay, for the reporters. */
import type { CaseOutcome, CaseResult } from '../../../src/checks/result.ts';
import type { PhaseName, RunEnd, RunEvent } from '../../../src/runner/events.ts';

export const startedAt = new Date('2026-02-03T04:05:06.000Z');

export function started(): RunEvent {
  return {
    type: 'run_started',
    lab: 'multi-node-overlay-3f9a',
    provider: 'qemu',
    topology: {
      name: 'multi-node-overlay',
      file: 'scenarios/multi-node-overlay.yaml',
      title: 'Multiple nodes, overlay network',
      segments: [],
      nodes: [],
      steps: [],
      given: [],
    },
  };
}

export function phase(name: PhaseName, durationMs: number, ...inside: RunEvent[]): RunEvent[] {
  return [
    { type: 'phase_started', phase: name },
    ...inside,
    { type: 'phase_finished', phase: name, durationMs },
  ];
}

export const emulatedHost: RunEvent = {
  type: 'host',
  host: {
    system: 'Debian GNU/Linux 12',
    kernel: '6.1.0-28-amd64',
    cpus: 2,
    memoryMib: 7961,
    node: 'v20.19.0',
    provider: 'QEMU emulator version 7.2.22',
  },
  accelerator: {
    name: 'tcg',
    emulated: true,
    reason: '/dev/kvm does not boot a kernel',
    timeFactor: 8,
  },
  caveat: null,
};

function ready(name: string, readyMs: number): RunEvent {
  return {
    type: 'node_ready',
    node: {
      ...{ name, image: 'debian-13', kernel: '6.12.43+deb13-cloud-amd64' },
      ...{ started: 'restored', readyMs },
    },
  };
}

const verdicts: Record<CaseOutcome, Pick<CaseResult, 'observed' | 'evidence'>> = {
  pass: { observed: '3 of 3 answered, 0.8 ms', evidence: [] },
  fail: {
    observed: '0 of 3 answered',
    evidence: [
      {
        what: 'ping -c 3 172.16.1.2',
        data: 'PING 172.16.1.2 (172.16.1.2) 56(84) bytes of data.\n\n3 packets transmitted, 0 received, 100% packet loss, time 2040ms\n',
      },
      { what: 'vxlan0 counters', data: { tx: 3, rx: 0 } },
    ],
  },
  error: { observed: 'node1 does not answer: connection closed', evidence: [] },
  skip: { observed: 'tcpdump is not there', evidence: [] },
};

export function caseOf(number: number, pair: string, outcome: CaseOutcome = 'pass'): RunEvent[] {
  const id = `${number}-reach-${pair}`;
  const title = pair.replace('-', ' reaches ');
  return [
    { type: 'case_started', id, title },
    {
      type: 'case_finished',
      result: {
        id,
        kind: 'reach',
        title,
        where: { file: 'scenarios/multi-node-overlay.yaml', line: 60 + number, column: 5 },
        probed: null,
        outcome,
        attempts: outcome === 'pass' ? 1 : 4,
        durationMs: outcome === 'pass' ? 312 : 5012,
        expected: 'an answer to 3 of 3 echo requests',
        ...verdicts[outcome],
      },
    },
  ];
}

/** The lab as it is configured. */
export const wholeLab = {
  number: 0,
  name: null,
  where: { file: 'scenarios/multi-node-overlay.yaml', line: 13, column: 1 },
  changes: [],
};

/** A step of the story, as it begins. */
const routeComes: RunEvent = {
  type: 'step_started',
  step: {
    number: 1,
    name: 'a route comes',
    where: { file: 'scenarios/multi-node-overlay.yaml', line: 99, column: 5 },
    changes: ['node1: + route 172.16.1.0/24 dev vxlan0'],
  },
};

export function finished(end: Partial<RunEnd> = {}): RunEvent {
  return {
    type: 'run_finished',
    end: { outcome: 'passed', durationMs: 5123, problems: [], kept: null, ...end },
  };
}

export function passingRun(): RunEvent[] {
  return [
    started(),
    ...phase(
      'prepare',
      120,
      { type: 'progress', phase: 'prepare', message: 'template is there' },
      emulatedHost,
    ),
    ...phase('provide', 1204, ready('node1', 1101), ready('node2', 1142)),
    ...phase('configure', 1890),
    ...phase('check', 1402, ...caseOf(1, 'node1-node2'), ...caseOf(2, 'node1/con1-node2/con1')),
    ...phase('teardown', 301),
    finished(),
  ];
}

export function failingRun(): RunEvent[] {
  return [
    started(),
    ...phase('prepare', 120, emulatedHost),
    ...phase('provide', 1204, ready('node1', 1101)),
    ...phase('configure', 1890),
    ...phase(
      'check',
      5402,
      ...caseOf(1, 'node1-node2'),
      ...caseOf(2, 'node1-router', 'error'),
      ...caseOf(3, 'node1/con1-node2/con1', 'fail'),
      ...caseOf(4, 'node2-router', 'skip'),
    ),
    finished({ outcome: 'failed', durationMs: 9123, kept: 'multi-node-overlay-3f9a' }),
  ];
}

/** The same as passingRun, told in two steps, of which the second is cut short. */
export function steppedRun(): RunEvent[] {
  return passingRun().flatMap((event): RunEvent[] => {
    if (event.type !== 'case_started') return [event];
    if (event.id.startsWith('1-')) return [{ type: 'step_started', step: wholeLab }, event];
    return [{ type: 'step_finished', number: 0, durationMs: 1401 }, routeComes, event];
  });
}
