import { describe, expect, it } from 'vitest';
import type { LabView } from '../../../src/checks/check.ts';
import type { CaseResult } from '../../../src/checks/result.ts';
import { runChecks } from '../../../src/checks/run/run-checks.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import type { Check } from '../../../src/topology/checks.ts';
import type { CommandCheck } from '../../../src/topology/checks/command.ts';
import type { NoReachCheck } from '../../../src/topology/checks/no-reach.ts';
import type { ReachCheck } from '../../../src/topology/checks/reach.ts';
import type { Endpoint } from '../../../src/topology/model.ts';
import { ended, endpoint, fakeLab, never, playSections, target, where } from './fake-lab.ts';
import { recorded } from './recorded.ts';

const base = { title: 'a check', where, withinMs: 0 };
const address = target('node9', '10.0.0.9');

function reach(number: number, ...from: readonly string[]): ReachCheck {
  const pairs = from.map((label) => ({
    from: endpoint(label),
    to: address,
    over: null,
    knockOut: null,
  }));
  return { ...base, kind: 'reach', number, pairs, count: 2, maxLossPercent: 0, maxRttMs: null };
}

function noReach(number: number, from: string): NoReachCheck {
  const pairs = [{ from: endpoint(from), to: address }];
  return { ...base, kind: 'no_reach', number, pairs, expect: null, count: 2, control: {} };
}

function command(number: number, at: string): CommandCheck {
  const nothing = { exitCode: 0, stdoutContains: null, stdoutEquals: null, json: [] };
  return { ...base, kind: 'command', number, at: [endpoint(at)], run: 'true', ...nothing };
}

/** Answers every probe, each once it is let go, and knows how many ran at a time. */
function gatedLab(): {
  readonly lab: LabView;
  readonly running: Map<string, () => void>;
  readonly most: () => number;
} {
  const running = new Map<string, () => void>();
  let most = 0;
  let count = 0;
  const exec = async (at: Endpoint, argv: readonly string[]) => {
    const key = `${at.container ?? at.node}#${++count}`;
    await new Promise<void>((resolve) => {
      running.set(key, resolve);
      most = Math.max(most, running.size);
    });
    running.delete(key);
    const answered = recorded('debian13', 'ping-answered');
    const silence = recorded('debian13', 'ping-silence');
    return argv[2]?.includes('@@wirelab started') === true
      ? ended('', 0, '@@wirelab started\n')
      : playSections(argv[2] ?? '', (name) => (name === 'probe' ? silence : answered));
  };
  return { lab: fakeLab({ exec }), running, most: () => most };
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function record() {
  const log: string[] = [];
  return {
    log,
    onStarted: (id: string) => log.push(`start ${id}`),
    onFinished: (result: CaseResult) => log.push(`${result.outcome} ${result.id}`),
  };
}

describe('runChecks', () => {
  const checks: readonly Check[] = [
    reach(1, 'a', 'b'),
    noReach(2, 'c'),
    reach(3, 'd'),
    command(4, 'e'),
    reach(5, 'f'),
  ];
  const id = {
    a: '1-reach-a-node9',
    b: '1-reach-b-node9',
    c: '2-no_reach-c-node9',
    d: '3-reach-d-node9',
    e: '4-command-e',
    f: '5-reach-f-node9',
  };

  it('runs neighbours together, no_reach late and commands alone; reports in the order of the file', async () => {
    const { lab, running } = gatedLab();
    const { log, ...callbacks } = record();
    const results = runChecks(checks, lab, { signal: never, filter: null, ...callbacks });
    const letGo = async (...names: readonly string[]) => {
      for (const name of names) {
        for (const [key, go] of running) if (key.startsWith(`${name}#`)) go();
        await settle();
      }
    };
    const names = () => [...running.keys()].map((key) => key.split('#')[0]);

    await settle();
    expect(names()).toEqual(['a', 'b', 'd']);
    await letGo('d', 'b');
    expect(log).toEqual([`start ${id.a}`, `start ${id.b}`, `start ${id.d}`]);
    await letGo('a');
    expect(log.slice(3, 5)).toEqual([`pass ${id.a}`, `pass ${id.b}`]);
    expect(names()).toEqual(['c']);
    await letGo('c');
    expect(names()).toEqual(['e']);
    await letGo('e');
    expect(names()).toEqual(['f']);
    await letGo('f');

    expect((await results).map((result) => result.id)).toEqual(Object.values(id));
    expect(log.filter((line) => !line.startsWith('start'))).toEqual(
      Object.values(id).map((each) => `pass ${each}`),
    );
  });

  it('runs at most eight cases at a time on one node', async () => {
    const { lab, running, most } = gatedLab();
    const many = Array.from({ length: 20 }, (_, index) => reach(index + 1, 'node1/con1'));
    const results = runChecks(many, lab, { signal: never, filter: null, ...record() });
    for (let finished = false; !finished;) {
      await settle();
      finished = running.size === 0;
      for (const go of running.values()) go();
    }
    expect((await results).map(({ outcome }) => outcome)).toEqual(Array(20).fill('pass'));
    expect(most()).toBe(8);
  });

  it.each([
    ['NO_REACH', [id.c]],
    ['4-comm', [id.e]],
    ['a CHECK', Object.values(id)],
    ['nothing like it', []],
    ['!a check', []],
    ['!no_reach', Object.values(id).filter((each) => each !== id.c)],
  ])('with the filter "%s" runs only what holds it', async (filter, chosen) => {
    const lab = fakeLab({
      exec: (_, argv) =>
        Promise.resolve({
          ...playSections(argv[2] ?? '', (name) =>
            recorded('debian13', name === 'probe' ? 'ping-silence' : 'ping-answered'),
          ),
          stderr: '@@wirelab started\n',
        }),
    });
    const { log, ...callbacks } = record();
    const results = await runChecks(checks, lab, { signal: never, filter, ...callbacks });
    const outcomes = results.map((result) => `${result.outcome} ${result.id}`);
    expect(outcomes).toEqual(
      Object.values(id).map((each) => `${chosen.includes(each) ? 'pass' : 'skip'} ${each}`),
    );
    expect(log.filter((line) => !line.startsWith('start'))).toEqual(outcomes);
    expect(results.find(({ outcome }) => outcome === 'skip')?.observed ?? filter).toContain(filter);
  });

  it('gives every case an id of its own', async () => {
    const lab = fakeLab({ answer: () => recorded('debian13', 'ping-answered') });
    const twice = [reach(1, 'a', 'a'), reach(2, 'a')];
    const results = await runChecks(twice, lab, { signal: never, filter: null, ...record() });
    expect(results.map((result) => result.id)).toEqual([
      '1-reach-a-node9',
      '1-reach-a-node9#2',
      '2-reach-a-node9',
    ]);
  });

  it('goes on after a case that could not be tried', async () => {
    const lab = fakeLab({
      exec: (at, argv) =>
        at.node === 'a'
          ? Promise.reject(new HarnessError('the way to a is lost'))
          : Promise.resolve(
              playSections(argv[2] ?? '', () => recorded('debian13', 'ping-answered')),
            ),
    });
    const results = await runChecks([reach(1, 'a', 'b')], lab, {
      signal: never,
      filter: null,
      ...record(),
    });
    expect(results.map(({ outcome, observed }) => [outcome, observed.split(',')[0]])).toEqual([
      ['error', 'the way to a is lost'],
      ['pass', '2/2 answered'],
    ]);
  });

  it('ends with the signal, and starts nothing more', async () => {
    const controller = new AbortController();
    const { log, ...callbacks } = record();
    const lab = fakeLab({
      exec: () => {
        controller.abort(new Error('interrupted'));
        return Promise.reject(new HarnessError('closed'));
      },
    });
    const results = runChecks([command(1, 'a'), command(2, 'b')], lab, {
      signal: controller.signal,
      filter: null,
      ...callbacks,
    });
    await expect(results).rejects.toThrow('interrupted');
    expect(log).toEqual(['start 1-command-a']);
  });
});
