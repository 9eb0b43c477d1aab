/** In what runs of the same scenario with different providers differ. */
import type { CaseOutcome } from '../checks/result.ts';
import type { RunRecord } from './record.ts';

export interface Difference {
  /** Path of the scenario file. */
  readonly file: string;
  /** Of the case. */
  readonly id: string;
  readonly title: string;
  /** One for each provider; null where it came to no judgement of the case. */
  readonly outcomes: readonly { readonly provider: string; readonly outcome: CaseOutcome | null }[];
}

/** The cases that did not come out alike everywhere, in the order of the files. */
export function differencesBetween(runs: readonly RunRecord[]): readonly Difference[] {
  const files = [...new Set(runs.map(({ scenario }) => scenario.file))];
  return files.flatMap((file) => differencesIn(runs.filter((run) => run.scenario.file === file)));
}

/** A run that left the scenario out says nothing about it. */
function differencesIn(all: readonly RunRecord[]): readonly Difference[] {
  const runs = all.filter(({ outcome }) => outcome !== 'skipped');
  if (new Set(runs.map(({ provider }) => provider)).size < 2) return [];
  const cases = new Map(
    runs.flatMap(({ scenario: { file }, checks }) =>
      checks.map(({ id, title }) => [id, { file, id, title }] as const),
    ),
  );
  return [...cases.values()].flatMap((known) => {
    const outcomes = runs.map(({ provider, checks }) => ({
      provider,
      outcome: checks.find(({ id }) => id === known.id)?.outcome ?? null,
    }));
    const differ = new Set(outcomes.map(({ outcome }) => outcome)).size > 1;
    return differ ? [{ ...known, outcomes }] : [];
  });
}
