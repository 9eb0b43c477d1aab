import type { Check } from '../../topology/checks.ts';
import type { Case, Turn } from '../check.ts';
import { expandCheck } from '../kinds/kinds.ts';

export interface PlannedCase {
  /** Unique in the run: `3-reach-node1/con1-node2/con2`. */
  readonly id: string;
  readonly check: Check;
  readonly case: Case;
  readonly turn: Turn;
  /** Why it is left out; null when it runs. */
  readonly skipped: string | null;
}

/** All cases of the checks, in their order. @throws UsageError */
export function planCases(checks: readonly Check[], filter: string | null): readonly PlannedCase[] {
  const seen = new Map<string, number>();
  return checks.map(expandCheck).flatMap(({ check, turn, cases }) =>
    cases.map((planned): PlannedCase => {
      const id = unique(`${check.number}-${check.kind}-${planned.key}`, seen);
      const chosen = filter === null || isChosen([planned.title, check.kind, id], filter);
      return {
        id,
        check,
        case: planned,
        turn,
        skipped: chosen ? null : `left out by the filter "${filter}"`,
      };
    }),
  );
}

/**
 * Groups the cases into stages that run one after another: a case that must be alone is a stage of
 * its own; between two such, first all that may run together, then those that run late.
 */
export function inStages(plan: readonly PlannedCase[]): readonly (readonly PlannedCase[])[] {
  const stages: PlannedCase[][] = [];
  let together: PlannedCase[] = [];
  let late: PlannedCase[] = [];
  const close = () => {
    stages.push(together, late);
    together = [];
    late = [];
  };
  for (const planned of plan) {
    switch (planned.turn) {
      case 'together':
        together.push(planned);
        break;
      case 'late':
        late.push(planned);
        break;
      case 'alone':
        close();
        stages.push([planned]);
        break;
    }
  }
  close();
  return stages.filter((stage) => stage.length > 0);
}

/** A filter that begins with `!` leaves out what the rest of it would choose. */
function isChosen(texts: readonly string[], filter: string): boolean {
  if (filter.startsWith('!')) return !texts.some((text) => holds(text, filter.slice(1)));
  return texts.some((text) => holds(text, filter));
}

/** The same pair may be listed twice: `1-reach-node1-node2`, `1-reach-node1-node2#2`. */
function unique(id: string, seen: Map<string, number>): string {
  const times = (seen.get(id) ?? 0) + 1;
  seen.set(id, times);
  return times === 1 ? id : `${id}#${times}`;
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
