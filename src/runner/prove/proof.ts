/** What proving a scenario has found. */
import type { Where } from '../../topology/model.ts';
import type { Outcome, Problem } from '../events.ts';

/** What became of a mutant. */
export type Verdict =
  /** A check went red. */
  | {
      readonly kind: 'killed';
      /** The case's title. */
      readonly by: string;
      /** Kind of its check. */
      readonly check: string;
      /** Whether the case failed, or could not be carried out. */
      readonly outcome: 'fail' | 'error';
      readonly observed: string;
    }
  | { readonly kind: 'survived' }
  /** Nothing was different in the node. */
  | { readonly kind: 'equivalent' };

export interface JudgedMutant {
  /** Where it is different: `node1`, or `node1/con1` for a container. */
  readonly at: string;
  /** What was different: `no route default via 172.16.0.1 dev eth0`. */
  readonly words: string;
  /** Of what was removed or changed. */
  readonly where: Where;
  readonly verdict: Verdict;
  /** Until the verdict and back to the lab as it was. */
  readonly durationMs: number;
}

export interface Proof {
  readonly label: string;
  readonly file: string;
  readonly title: string;
  /** `passed` when all mutants were judged, whatever became of them. */
  readonly outcome: Outcome;
  readonly problems: readonly Problem[];
  /** In the order of the scenario's nodes. */
  readonly judged: readonly JudgedMutant[];
  /** How many were to be judged. */
  readonly mutants: number;
  readonly durationMs: number;
}

export interface KillRate {
  readonly killed: number;
  readonly survived: number;
  readonly equivalent: number;
  /** Of those that made a difference; null when there was none. */
  readonly percent: number | null;
}

export function killRate(judged: readonly Pick<JudgedMutant, 'verdict'>[]): KillRate {
  const count = (kind: Verdict['kind']) =>
    judged.filter(({ verdict }) => verdict.kind === kind).length;
  const [killed, survived, equivalent] = [count('killed'), count('survived'), count('equivalent')];
  const different = killed + survived;
  return {
    killed,
    survived,
    equivalent,
    percent: different === 0 ? null : (100 * killed) / different,
  };
}
