import { describe, expect, it } from 'vitest';
import type { Mutant } from '../../../../src/explain/mutation/mutants.ts';
import { killRate, type Verdict } from '../../../../src/runner/prove/proof.ts';
import { Tally } from '../../../../src/runner/prove/tally.ts';
import { resolveText } from '../../topology/resolve-text.ts';

const [node] = resolveText('bare', 'title: Bare\nnodes: { node1: {} }\n').nodes;
if (node === undefined) throw new Error('there is no node');

const where = { file: 'a.yaml', line: 3, column: 1 };
const mutant = (key: string): Mutant => {
  return { key, node: 'node1', at: 'node1', words: key, where, mutated: node };
};
const [a, b, c] = [mutant('a'), mutant('b'), mutant('c')];
const killed: Verdict = {
  kind: 'killed',
  by: 'it answers',
  check: 'reach',
  outcome: 'fail',
  observed: 'no',
};
const survived: Verdict = { kind: 'survived' };
const equivalent: Verdict = { kind: 'equivalent' };
const keys = (mutants: readonly Mutant[]) => mutants.map(({ key }) => key);

describe('a tally', () => {
  it('opens in each step what no earlier one has killed', () => {
    const tally = new Tally([
      [a, b],
      [a, b, c],
    ]);
    expect(keys(tally.open(0))).toEqual(['a', 'b']);
    tally.judge(0, a, { verdict: killed, durationMs: 1 });
    tally.judge(0, b, { verdict: survived, durationMs: 1 });
    expect(keys(tally.open(0))).toEqual([]);
    expect(keys(tally.open(1))).toEqual(['b', 'c']);
    expect([tally.isSettled(0, a), tally.isSettled(0, b)]).toEqual([true, false]);
  });

  it('lets the worst step decide, but a kill decides all', () => {
    const tally = new Tally([
      [a, b, c],
      [a, b, c],
    ]);
    tally.judge(0, a, { verdict: survived, durationMs: 2 });
    tally.judge(1, a, { verdict: equivalent, durationMs: 3 });
    tally.judge(0, b, { verdict: equivalent, durationMs: 2 });
    tally.judge(1, b, { verdict: survived, durationMs: 3 });
    tally.judge(0, c, { verdict: survived, durationMs: 2 });
    tally.judge(1, c, { verdict: killed, durationMs: 3 });
    const found = [a, b, c].map((each) => tally.of(each));
    expect(found.map((each) => each?.verdict.kind)).toEqual(['survived', 'survived', 'killed']);
    expect(found[0]?.durationMs).toBe(5);
  });

  it('forgets what was found in a lab that was not as it had to be', () => {
    const tally = new Tally([[a, b]]);
    tally.judge(0, a, { verdict: killed, durationMs: 1 });
    tally.void(0, [a]);
    expect(keys(tally.open(0))).toEqual(['a', 'b']);
    expect(tally.of(a)).toBeNull();
  });

  it('gives a mutant another lab once', () => {
    const tally = new Tally([[a]]);
    expect([tally.hasAnotherChance(a), tally.hasAnotherChance(a)]).toEqual([true, false]);
  });

  it('knows each mutant once, in the order of the steps', () => {
    expect(
      keys(
        new Tally([
          [a, b],
          [b, c],
        ]).all(),
      ),
    ).toEqual(['a', 'b', 'c']);
  });
});

describe('a kill rate', () => {
  it('does not count what made no difference', () => {
    const judged = [killed, killed, killed, survived, equivalent].map((verdict) => ({ verdict }));
    expect(killRate(judged)).toEqual({ killed: 3, survived: 1, equivalent: 1, percent: 75 });
  });

  it('is none where nothing made a difference', () => {
    expect(killRate([{ verdict: equivalent }]).percent).toBeNull();
  });
});
