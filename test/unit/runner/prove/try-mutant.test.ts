import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../../src/checks/check.ts';
import { planCases, type PlannedCase } from '../../../../src/checks/run/plan-cases.ts';
import type { Mutant } from '../../../../src/explain/mutation/mutants.ts';
import type { Stand } from '../../../../src/runner/prove/mutate.ts';
import { stateAfter } from '../../../../src/runner/prove/node-state.ts';
import { Spent } from '../../../../src/runner/prove/spent.ts';
import { type Bench, tryMutant } from '../../../../src/runner/prove/try-mutant.ts';
import type { Transport } from '../../../../src/transport/transport.ts';
import { resolveText } from '../../topology/resolve-text.ts';

const { steps } = resolveText(
  'forwarding',
  `title: Forwarding
nodes: { node1: { sysctls: { net.ipv4.ip_forward: 1 } } }
checks:
  - reach: { from: node1, to: 127.0.0.1 }
  - neighbours: { at: node1, absent: [192.0.2.1] }
`,
);
const node = only(steps[0]?.nodesDuring);
const planned = planCases(steps[0]?.checks ?? [], null);
const ofKind = (kind: PlannedCase['check']['kind']) =>
  only(planned.filter(({ check }) => check.kind === kind));
const off = [{ key: 'net.ipv4.ip_forward', value: '0' }];
const mutant: Mutant = {
  key: 'node1: off',
  node: 'node1',
  at: 'node1',
  words: 'off',
  where: { file: 'a.yaml', line: 2, column: 1 },
  mutated: { ...node, root: { ...node.root, sysctls: off } },
};

function only<T>(items: readonly T[] = []): T {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error('there is not just one');
  return item;
}

/** A node that does as its scripts say, unless it is told not to. */
class FakeNode {
  value = '1';
  /** Tries since the last change. */
  tries = 0;
  readonly #obeys: (value: string) => boolean;

  constructor(obeys: (value: string) => boolean = () => true) {
    this.#obeys = obeys;
  }

  transport(): Transport {
    return {
      exec: (_, { stdin = '' } = {}) => {
        const wanted = /echo '?([01])'? >/.exec(String(stdin))?.[1];
        if (wanted !== undefined && this.#obeys(wanted)) {
          this.value = wanted;
          this.tries = 0;
        }
        const stdout = `== programs ==\n${this.value}\n`;
        return Promise.resolve({ exitCode: 0, stdout, stderr: '', durationMs: 1, timedOut: false });
      },
      put: () => Promise.resolve(),
      get: () => Promise.resolve(new Uint8Array()),
      close: () => Promise.resolve(),
    };
  }
}

async function verdictOn(
  fake: FakeNode,
  passes: (fake: FakeNode) => boolean,
  kind: PlannedCase['check']['kind'] = 'reach',
) {
  const signal = new AbortController().signal;
  const transport = fake.transport();
  const stand: Stand = {
    node,
    state: await stateAfter(':', mutant.mutated, transport, signal),
    transport,
    timeFactor: 0.1,
    signal,
  };
  const attempt = (): Promise<Attempt> => {
    fake.tries += 1;
    const outcome = passes(fake) ? 'pass' : 'fail';
    return Promise.resolve({
      outcome,
      expected: '',
      observed: outcome,
      evidence: [],
      final: false,
    });
  };
  const chosen = ofKind(kind);
  const tried: PlannedCase = { ...chosen, case: { ...chosen.case, attempt } };
  const leftOut: PlannedCase[] = [];
  const bench: Bench = {
    standOf: () => stand,
    viewWith: () => ({
      exec: () => Promise.reject(new Error('nothing is run')),
      capture: () => Promise.reject(new Error('nothing is captured')),
      takeDown: () => Promise.reject(new Error('nothing is taken down')),
      watched: null,
      timeFactor: 0.1,
    }),
    cases: [tried],
    turnsFor: () => (leftOut.includes(tried) ? [] : [{ cases: [tried], probes: true }]),
    leaveOut: (left) => leftOut.push(left),
    forget: () => Promise.resolve(),
    signal,
  };
  const { verdict } = await tryMutant(mutant, bench, () => undefined);
  return verdict;
}

describe('a mutant', () => {
  it('is killed by a case that is red with it and green without it', async () => {
    const fake = new FakeNode();
    expect(await verdictOn(fake, ({ value }) => value === '1')).toMatchObject({
      kind: 'killed',
      check: 'reach',
      outcome: 'fail',
    });
    expect(fake.value).toBe('1');
  });

  it('survives when all cases pass, and is undone', async () => {
    const fake = new FakeNode();
    expect(await verdictOn(fake, () => true)).toEqual({ kind: 'survived' });
    expect(fake.value).toBe('1');
  });

  it('makes no difference when the state is what it was', async () => {
    const fake = new FakeNode((value) => value === '1');
    expect(await verdictOn(fake, () => true)).toEqual({ kind: 'equivalent' });
  });

  it('is not killed by a case that is red for a moment after every change', async () => {
    expect(await verdictOn(new FakeNode(), ({ tries }) => tries > 2)).toEqual({ kind: 'survived' });
  });

  it('spends the lab when the node does not come back', async () => {
    const fake = new FakeNode((value) => value === '0');
    await expect(verdictOn(fake, ({ value }) => value === '1')).rejects.toThrow(Spent);
  });

  it('spends the lab when the case stays red without it', async () => {
    let wasOff = false;
    const broken = ({ value }: FakeNode): boolean => {
      wasOff ||= value === '0';
      return !wasOff;
    };
    await expect(verdictOn(new FakeNode(), broken)).rejects.toThrow('stays red without');
  });

  it('is not killed by a case that judges what cannot be learned anew', async () => {
    let wasOff = false;
    const forgotten = ({ value }: FakeNode): boolean => {
      wasOff ||= value === '0';
      return !wasOff;
    };
    const verdict = await verdictOn(new FakeNode(), forgotten, 'neighbours');
    expect(verdict).toEqual({ kind: 'survived' });
  });

  it('is killed by what was learned, where that is learned anew', async () => {
    const verdict = await verdictOn(new FakeNode(), ({ value }) => value === '1', 'neighbours');
    expect(verdict).toMatchObject({ kind: 'killed', check: 'neighbours' });
  });
});
