/** What has changed from one report to another. Pure. */
import { type ComparedRun, nameOf } from './compared-run.ts';

export interface ChangedCase {
  readonly run: string;
  readonly id: string;
  readonly title: string;
  /** Null for a case that one of the reports has not. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface ChangedTime {
  readonly run: string;
  readonly beforeMs: number;
  readonly afterMs: number;
}

export interface ReportComparison {
  /** Passed before, or were not there, and do not now. */
  readonly newlyFailing: readonly ChangedCase[];
  readonly fixed: readonly ChangedCase[];
  readonly stillFailing: readonly ChangedCase[];
  /** Judged before, and skipped or not there now. */
  readonly gone: readonly ChangedCase[];
  /** Runs that did not come to their checks now, and did before. */
  readonly newlyBroken: readonly { readonly run: string; readonly outcome: string }[];
  readonly slower: readonly ChangedTime[];
  readonly faster: readonly ChangedTime[];
}

/** A run is slower or faster by this factor, and by this time: less is chance on a busy host. */
const FACTOR = 1.5;
const LEAST_MS = 1000;

const BAD: readonly (string | null)[] = ['fail', 'error'];

export function compareReports(
  before: readonly ComparedRun[],
  after: readonly ComparedRun[],
): ReportComparison {
  const cases = changedCases(before, after);
  const isBad = (outcome: string | null) => BAD.includes(outcome);
  const times = changedTimes(before, after);
  return {
    newlyFailing: cases.filter((each) => isBad(each.after) && !isBad(each.before)),
    fixed: cases.filter((each) => isBad(each.before) && each.after === 'pass'),
    stillFailing: cases.filter((each) => isBad(each.before) && isBad(each.after)),
    gone: cases.filter(
      (each) =>
        (each.before === 'pass' || isBad(each.before)) &&
        (each.after === null || each.after === 'skip'),
    ),
    newlyBroken: newlyBroken(before, after),
    slower: times.filter(({ beforeMs, afterMs }) => differ(beforeMs, afterMs)),
    faster: times.filter(({ beforeMs, afterMs }) => differ(afterMs, beforeMs)),
  };
}

function changedCases(
  before: readonly ComparedRun[],
  after: readonly ComparedRun[],
): readonly ChangedCase[] {
  const names = new Set([...after, ...before].map(nameOf));
  return [...names].flatMap((run) => {
    const old = casesOf(before, run);
    const fresh = casesOf(after, run);
    return [...new Set([...fresh.keys(), ...old.keys()])].map((id): ChangedCase => {
      const was = old.get(id) ?? null;
      const is = fresh.get(id) ?? null;
      const title = is?.title ?? was?.title ?? id;
      return { run, id, title, before: was?.outcome ?? null, after: is?.outcome ?? null };
    });
  });
}

function casesOf(runs: readonly ComparedRun[], name: string) {
  const checks = runs.find((run) => nameOf(run) === name)?.checks ?? [];
  return new Map(checks.map((check) => [check.id, check]));
}

function newlyBroken(before: readonly ComparedRun[], after: readonly ComparedRun[]) {
  const unjudged = ({ outcome, checks }: ComparedRun) =>
    outcome !== 'passed' && checks.length === 0;
  return after
    .filter(unjudged)
    .filter((run) => !before.some((old) => nameOf(old) === nameOf(run) && unjudged(old)))
    .map((run) => ({ run: nameOf(run), outcome: run.outcome }));
}

function changedTimes(
  before: readonly ComparedRun[],
  after: readonly ComparedRun[],
): readonly ChangedTime[] {
  return after.flatMap((run) => {
    const old = before.find((each) => nameOf(each) === nameOf(run));
    if (old?.outcome !== 'passed' || run.outcome !== 'passed') return [];
    return [{ run: nameOf(run), beforeMs: old.durationMs, afterMs: run.durationMs }];
  });
}

function differ(shortMs: number, longMs: number): boolean {
  return longMs >= shortMs * FACTOR && longMs - shortMs >= LEAST_MS;
}
