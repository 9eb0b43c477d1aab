import { expect, test } from 'vitest';
import {
  type Deed,
  objection,
  type RunEnding,
  verdictObjection,
} from '../../../bench/soak/judge.ts';
import { randomFrom } from '../../../bench/soak/random.ts';
import { type KnownScenario, knownScenarios } from '../../../bench/soak/scenarios.ts';

const scenario = (name: string): KnownScenario => {
  const found = knownScenarios.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return found;
};

interface Said {
  readonly outcome: string;
  readonly checks?: readonly (readonly [id: string, outcome: string])[];
  readonly problems?: readonly string[];
}

function ending(code: number, { outcome, checks = [], problems = [] }: Said): RunEnding {
  const record = {
    outcome,
    checks: checks.map(([id, judged]) => ({ id, outcome: judged, observed: 'seen' })),
    problems: problems.map((message) => ({ message })),
  };
  return { code, endedBy: null, stdout: JSON.stringify(record) };
}

const killed = (endedBy: NodeJS.Signals): RunEnding => ({ code: null, endedBy, stdout: '' });
const reached = ['1-reach-node1-node2', 'pass'] as const;
const absent = ['2-reach-node1-10.0.0.99', 'fail'] as const;
const good = ending(0, { outcome: 'passed', checks: [reached] });
const bad = ending(1, { outcome: 'failed', checks: [reached, absent] });
const lost = ending(3, { outcome: 'error', problems: ['node2 is gone'] });

test.each([
  ['passing', good, null],
  ['broken', bad, null],
  ['passing', bad, 'exit code 1 (no signal) instead of 0'],
  ['broken', good, 'exit code 0 (no signal) instead of 1'],
  ['passing', lost, 'exit code 3 (no signal) instead of 0'],
  ['passing', killed('SIGKILL'), 'exit code null (SIGKILL) instead of 0'],
  ['passing', ending(0, { outcome: 'error' }), 'outcome error instead of passed'],
  [
    'broken',
    ending(1, { outcome: 'failed', checks: [[reached[0], 'fail'], absent] }),
    'wrong cases: 1-reach-node1-node2 fail',
  ],
])('an undisturbed %s run', (name, how, wrong) => {
  expect(verdictObjection(scenario(name), how)).toBe(wrong);
});

const signal = (name: 'SIGKILL' | 'SIGINT'): Deed => ({ kind: 'signal', signal: name, times: 1 });
const machine: Deed = { kind: 'machine' };

test.each([
  ['ends by it', signal('SIGKILL'), killed('SIGKILL'), null],
  ['ends with its code', signal('SIGINT'), ending(130, { outcome: 'interrupted' }), null],
  ['had ended before', signal('SIGINT'), good, null],
  ['ends by another', signal('SIGINT'), killed('SIGSEGV'), expect.stringContaining('SIGSEGV')],
  ['loses a machine', machine, lost, null],
  ['loses it too late', machine, good, null],
  ['fails for it', machine, bad, expect.stringContaining('instead of 0')],
  ['does not say why', machine, ending(3, { outcome: 'error' }), 'exit code 3 without a reason'],
])('a passing run that %s', (_, deed, how, wrong) => {
  expect(objection(scenario('passing'), deed, how)).toEqual(wrong);
});

test('the same seed chooses the same', () => {
  const draw = (seed: number) => {
    const random = randomFrom(seed);
    return Array.from({ length: 5 }, () => random.fraction());
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  for (const fraction of draw(7)) expect(Math.floor(fraction)).toBe(0);
});
