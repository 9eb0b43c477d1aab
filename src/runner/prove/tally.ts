/** Which mutants of a scenario were judged, and how, through all of its labs. */
import type { Mutant } from '../../explain/mutation/mutants.ts';
import type { JudgedMutant, Verdict } from './proof.ts';

interface Judged {
  readonly verdict: Verdict;
  readonly durationMs: number;
}

/** A lab may be spent on a mutant once before its verdict counts without a way back. */
const CHANCES = 2;

export class Tally {
  readonly #steps: readonly (readonly Mutant[])[];
  readonly #judged = new Map<string, Judged>();
  /** Those that were tried in a step, by step. */
  readonly #tried: readonly Set<string>[];
  readonly #spent = new Map<string, number>();

  /** The mutants of each step. */
  constructor(steps: readonly (readonly Mutant[])[]) {
    this.#steps = steps;
    this.#tried = steps.map(() => new Set<string>());
  }

  /** Those of the step that no check has killed in this step or one before. */
  open(step: number): readonly Mutant[] {
    return (this.#steps[step] ?? []).filter(
      ({ key }) =>
        this.#judged.get(key)?.verdict.kind !== 'killed' && this.#tried[step]?.has(key) !== true,
    );
  }

  /** A mutant that survives one step and makes no difference in another has survived. */
  judge(step: number, { key }: Mutant, judged: Judged): void {
    this.#tried[step]?.add(key);
    const before = this.#judged.get(key);
    const durationMs = (before?.durationMs ?? 0) + judged.durationMs;
    const stays = before?.verdict.kind === 'survived' && judged.verdict.kind === 'equivalent';
    this.#judged.set(key, { verdict: stays ? before.verdict : judged.verdict, durationMs });
  }

  /** Those that have survived so far. */
  survivors(): readonly Mutant[] {
    return this.all().filter(({ key }) => this.#judged.get(key)?.verdict.kind === 'survived');
  }

  /** A second look has found that a check notices the mutant. */
  overrule({ key }: Mutant, judged: Judged): void {
    this.#judged.set(key, judged);
  }

  /** Forgets what was found of these mutants in the step: the lab was not as it had to be. */
  void(step: number, mutants: readonly Mutant[]): void {
    for (const { key } of mutants) {
      this.#tried[step]?.delete(key);
      this.#judged.delete(key);
    }
  }

  /** Whether the mutant may be tried again in another lab, after one was spent on it. */
  hasAnotherChance({ key }: Mutant): boolean {
    const spent = (this.#spent.get(key) ?? 0) + 1;
    this.#spent.set(key, spent);
    return spent < CHANCES;
  }

  /** Whether no later step can change what was found of the mutant. */
  isSettled(step: number, { key }: Mutant): boolean {
    if (this.#judged.get(key)?.verdict.kind === 'killed') return true;
    return !this.#steps.slice(step + 1).some((later) => later.some((other) => other.key === key));
  }

  of({ key, at, words, where }: Mutant): JudgedMutant | null {
    const judged = this.#judged.get(key);
    return judged === undefined ? null : { at, words, where, ...judged };
  }

  /** All mutants, each once, in the order of the steps. */
  all(): readonly Mutant[] {
    return [
      ...new Map(
        this.#steps
          .flat()
          .toReversed()
          .map((mutant) => [mutant.key, mutant]),
      ).values(),
    ].toReversed();
  }
}
