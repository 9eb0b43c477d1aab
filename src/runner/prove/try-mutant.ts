/** One mutant, from the lab as it must be and back to it. */
import type { LabView } from '../../checks/check.ts';
import type { PlannedCase } from '../../checks/run/plan-cases.ts';
import { pollCase } from '../../checks/run/poll-case.ts';
import type { Mutant } from '../../explain/mutation/mutants.ts';
import type { Node } from '../../topology/model.ts';
import { firstRed, type Red } from './first-red.ts';
import { isUnchanged, mutate, rebuild, restore, type Stand } from './mutate.ts';
import { asInRun, isLearned, type Place, READING, teachers, type Turn } from './order-cases.ts';
import type { Verdict } from './proof.ts';
import { Spent } from './spent.ts';

/** The lab in one step, as a mutant needs it. */
export interface Bench {
  readonly standOf: (node: string) => Stand;
  /** The lab with this node in the place of its namesake. */
  readonly viewWith: (node: Node | null) => LabView;
  /** All cases of the step. */
  readonly cases: readonly PlannedCase[];
  readonly turnsFor: (place: Place) => readonly Turn[];
  /** The case is in no turn any more. */
  readonly leaveOut: (planned: PlannedCase) => void;
  /** Makes all nodes forget what they have learned. */
  readonly forget: () => Promise<void>;
  readonly signal: AbortSignal;
}

export interface Trial {
  readonly verdict: Verdict;
  /** The case that killed it. */
  readonly killer: PlannedCase | null;
}

/**
 * A case that is red with the mutant, and green without it, has killed it. Where the case needs some
 * time to become green again it may just have been early: then the mutant is tried again, and must be
 * red for twice as long. `onVerdict` is told of a verdict before the way back.
 * @throws Spent when the lab is not what it was before
 */
export async function tryMutant(
  mutant: Mutant,
  bench: Bench,
  onVerdict: (verdict: Verdict) => void,
): Promise<Trial> {
  const stand = bench.standOf(mutant.node);
  for (let patienceMs = 0; ;) {
    await mutate(stand, mutant.mutated);
    const red = await firstRed({
      turns: bench.turnsFor(mutant),
      view: bench.viewWith(mutant.mutated),
      patienceMs,
      beforeProbes: bench.forget,
      signal: bench.signal,
    });
    // What made a check red has made a difference: that need not be read.
    const verdict = red === null ? await unnoticed(stand) : killedBy(red);
    onVerdict(verdict);
    await restore(stand, mutant.mutated);
    if (red === null) return { verdict, killer: null };
    if (isReadFromState(red, stand)) return { verdict, killer: red.planned };
    const green = await becomesGreen(red, stand, bench);
    if (green === null) {
      bench.leaveOut(red.planned);
      continue;
    }
    const { attempts, durationMs } = green;
    const isSure = attempts === 1 || red.durationMs >= 2 * durationMs;
    if (isSure || patienceMs >= limitMs(red, stand)) return { verdict, killer: red.planned };
    patienceMs = Math.min(2 * durationMs + GRACE_MS, limitMs(red, stand));
  }
}

/** So that twice the time is surely over. */
const GRACE_MS = 500;

function limitMs({ planned }: Red, { timeFactor }: Stand): number {
  return planned.check.withinMs * timeFactor;
}

async function unnoticed(stand: Stand): Promise<Verdict> {
  return { kind: (await isUnchanged(stand)) ? 'equivalent' : 'survived' };
}

function killedBy({ planned, last }: Red): Verdict {
  return {
    kind: 'killed',
    by: planned.case.title,
    check: planned.check.kind,
    outcome: last.outcome === 'error' ? 'error' : 'fail',
    observed: last.observed,
  };
}

/** The state is what it was when the case passed. What a BGP daemon learns is in no state. */
function isReadFromState({ planned }: Red, { node }: Stand): boolean {
  const learns = [node.root, ...node.containers].some(({ services }) =>
    services.some(({ kind }) => kind === 'bird'),
  );
  return READING.includes(planned.check.kind) && planned.case.at.node === node.name && !learns;
}

/** How long what was learned may take to be seen. */
const TAUGHT_MS = 500;

/**
 * Waits until the case passes in the lab as it was before. Null where it judges what was learned, and
 * that cannot be learned in this step: from a node that has no power any more, say.
 * @throws Spent when it does not pass
 */
async function becomesGreen({ planned }: Red, stand: Stand, bench: Bench) {
  const view = bench.viewWith(null);
  const { signal } = bench;
  if (isLearned(planned)) {
    const turns = asInRun(teachers(bench.cases));
    await firstRed({
      turns,
      view,
      patienceMs: Infinity,
      beforeProbes: () => Promise.resolve(),
      signal,
    });
    const taught = await pollCase(planned.case, TAUGHT_MS, view, signal);
    return taught.last.outcome === 'pass' ? taught : null;
  }
  const poll = () => pollCase(planned.case, planned.check.withinMs, view, signal);
  const first = await poll();
  if (first.last.outcome === 'pass') return first;
  await rebuild(stand);
  const second = await poll();
  if (second.last.outcome === 'pass') return second;
  throw new Spent(
    `\`${planned.case.title}\` stays red without the mutant: ${second.last.observed}`,
  );
}
