/** What is kept of proving scenarios: the content of `--report json=FILE`. */
import type { ProveEnd, ProveEvent } from '../../runner/prove/events.ts';
import type { KillRate, Proof } from '../../runner/prove/proof.ts';

export interface ProveRecord extends ProveEnd {
  /** Version of this form. */
  readonly schema: 1;
  readonly startedAt: string;
  /** The least percentage of mutants that each scenario has to kill. */
  readonly atLeast: number;
  /** Of all scenarios together. */
  readonly total: KillRate;
  /** In the order in which they were named. */
  readonly scenarios: readonly (Proof & { readonly rate: KillRate })[];
}

/** Rates are counted by whoever knows how; see runner/prove/proof.ts. */
export function proveRecorder(
  startedAt: Date,
  { atLeast, rateOf }: { atLeast: number; rateOf: (judged: Proof['judged']) => KillRate },
) {
  let labels: readonly string[] = [];
  const proofs: Proof[] = [];
  let end: ProveEnd | null = null;
  return {
    onEvent: (event: ProveEvent): void => {
      if (event.type === 'prove_started') labels = event.labels;
      if (event.type === 'scenario_finished') proofs.push(event.proof);
      if (event.type === 'prove_finished') end = event.end;
    },
    record: (): ProveRecord | null => {
      if (end === null) return null;
      const scenarios = proofs
        .toSorted((a, b) => labels.indexOf(a.label) - labels.indexOf(b.label))
        .map((proof) => ({ ...proof, rate: rateOf(proof.judged) }));
      const total = rateOf(scenarios.flatMap(({ judged }) => judged));
      return { schema: 1, startedAt: startedAt.toISOString(), atLeast, total, ...end, scenarios };
    },
  };
}
