/** What came of a soak. */

/** A run that ended wrongly, or something that stayed. */
interface Finding {
  /** `trial 17`, `crowd 2`. */
  readonly where: string;
  readonly what: string;
  /** The end of what the run said. */
  readonly said: string;
}

export interface Tally {
  /** Runs that something was done to, by what was done. */
  readonly deeds: Record<string, number>;
  /** Runs that nothing was done to. */
  undisturbed: number;
  /** Labs that stood at the same time, a number for each crowd. */
  readonly standing: number[];
  /** By exit code, or signal. */
  readonly endings: Record<string, number>;
  readonly leaks: Finding[];
  readonly wrong: Finding[];
}

export function newTally(): Tally {
  return { deeds: {}, undisturbed: 0, standing: [], endings: {}, leaks: [], wrong: [] };
}

export function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

/** One line. */
export function summary(tally: Tally, seconds: number): string {
  const disturbed = Object.values(tally.deeds).reduce((sum, number) => sum + number, 0);
  const crowds = tally.standing.length === 0 ? 'no crowd' : `at once ${tally.standing.join(', ')}`;
  return [
    `${disturbed + tally.undisturbed} runs`,
    `${disturbed} disturbed`,
    crowds,
    `${tally.leaks.length} leaks`,
    `${tally.wrong.length} wrong verdicts`,
    `${seconds.toFixed(0)} s`,
  ].join(', ');
}
