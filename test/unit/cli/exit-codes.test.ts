import { describe, expect, it } from 'vitest';
import {
  type ExitCode,
  exitCodeHelp,
  exitCodeOf,
  exitCodeOfSignal,
  exitCodes,
  fromBestToWorst,
  worst,
} from '../../../src/cli/exit-codes.ts';
import { worstOutcome } from '../../../src/runner/worst-outcome.ts';
import type { Outcome } from '../../../src/runner/events.ts';

const all: readonly ExitCode[] = Object.values(exitCodes);

describe('exit codes', () => {
  it.each<[Outcome, ExitCode]>([
    ['passed', 0],
    ['failed', 1],
    ['error', 3],
    ['nothing judged', 4],
    ['left behind', 5],
    ['timeout', 124],
    ['interrupted', 130],
  ])('a run that is %s ends with %i', (outcome, code) => {
    expect(exitCodeOf(outcome)).toBe(code);
  });

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends with %i', (signal, code) => {
    expect(exitCodeOfSignal(signal)).toBe(code);
  });

  it('ranks every code once', () => {
    expect([...fromBestToWorst].sort((a, b) => a - b)).toEqual([...all].sort((a, b) => a - b));
  });

  it('lets the worst win: in any order, repeated, and step by step', () => {
    expect(worst([])).toBe(0);
    for (const a of all) {
      expect(worst([a])).toBe(a);
      expect(worst([exitCodes.passed, a])).toBe(a);
      for (const b of all) {
        const both = worst([a, b]);
        expect([a, b]).toContain(both);
        expect(worst([b, a, b])).toBe(both);
        for (const c of all) expect(worst([both, c])).toBe(worst([a, b, c]));
      }
    }
  });

  it('prefers a bad judgement to none, and tells of what is left before what failed', () => {
    expect(worst([exitCodes.nothingJudged, exitCodes.failed])).toBe(exitCodes.failed);
    expect(worst([exitCodes.leftBehind, exitCodes.failed, exitCodes.harness])).toBe(
      exitCodes.leftBehind,
    );
  });

  it('ranks outcomes as several runs together do', () => {
    const outcomes = ['failed', 'passed', 'interrupted', 'error', 'timeout'] as const;
    for (const a of [...outcomes, 'nothing judged', 'left behind'] as const) {
      for (const b of outcomes) {
        const both = worstOutcome([a, b]) ?? 'passed';
        expect(exitCodeOf(both)).toBe(worst([exitCodeOf(a), exitCodeOf(b)]));
      }
    }
    expect(worstOutcome([])).toBeNull();
  });

  it('explains each of them', () => {
    for (const code of all) expect(exitCodeHelp).toMatch(new RegExp(`\\b${code}\\b`));
  });
});
