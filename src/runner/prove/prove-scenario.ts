/** Proves one scenario, in as many labs as that takes. */
import type { Mutant } from '../../explain/mutation/mutants.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Topology } from '../../topology/topology.ts';
import type { Outcome, Problem } from '../events.ts';
import { runScenario } from '../run.ts';
import type { RunOptions } from '../run-options.ts';
import type { ProveEvent } from './events.ts';
import type { Proof } from './proof.ts';
import { type LabPlan, proveLab, ScenarioRed } from './prove-lab.ts';
import { listenForRed, mutatedTopology } from './second-look.ts';
import { Spent } from './spent.ts';
import { Tally } from './tally.ts';

export interface Provable {
  readonly label: string;
  readonly topology: Topology;
  /** The mutants of each step. */
  readonly mutants: readonly (readonly Mutant[])[];
}

export interface ProveOptions extends Pick<
  RunOptions,
  'request' | 'signal' | 'timeoutMs' | 'skipUnsupported'
> {
  readonly open: () => Promise<Provider>;
  readonly emit: (event: ProveEvent) => void;
}

/** Never throws for what happens in the labs. */
export async function proveScenario(
  { label, topology, mutants }: Provable,
  options: ProveOptions,
): Promise<Proof> {
  const startedAt = performance.now();
  const { emit } = options;
  const tally = new Tally(mutants);
  const all = tally.all();
  emit({ type: 'scenario_started', label, mutants: all.length });
  let done = 0;
  const told = new Set<string>();
  const onJudged = (mutant: Mutant): void => {
    const judged = tally.of(mutant);
    if (judged === null) return;
    if (!told.has(mutant.key)) done += 1;
    told.add(mutant.key);
    emit({ type: 'mutant_judged', label, mutant: judged, done, of: all.length });
  };
  const plan: LabPlan = { steps: topology.steps, tally, kills: new Map(), onJudged };
  const around = { label, topology, mutants, tally, onJudged };
  let { outcome, problems } = await proveInPlace(plan, around, options);
  if (outcome === 'passed') ({ outcome, problems } = await lookAgain(around, options));
  const judged = all.flatMap((mutant) => tally.of(mutant) ?? []);
  const durationMs = Math.round(performance.now() - startedAt);
  const { file, title } = topology;
  const proof = { label, file, title, outcome, problems, judged, mutants: all.length, durationMs };
  emit({ type: 'scenario_finished', proof });
  return proof;
}

interface Around extends Provable {
  readonly tally: Tally;
  readonly onJudged: (mutant: Mutant) => void;
}

interface Ended {
  readonly outcome: Outcome;
  readonly problems: readonly Problem[];
}

/** More than that are not spent on a scenario. */
const LABS_AT_MOST = 25;

/** Takes another lab as often as one is spent. */
async function proveInPlace(
  plan: LabPlan,
  { label, topology }: Around,
  options: ProveOptions,
): Promise<Ended> {
  const { emit } = options;
  for (let lab = 1; ; lab++) {
    const spent: Spent[] = [];
    const red: Problem[] = [];
    const { outcome, problems } = await runScenario({
      ...(await commonOptions(topology, options)),
      reporters: [
        {
          onEvent: (event) => {
            emit({ type: 'lab', label, event });
          },
        },
      ],
      work: async (connected, context) => {
        try {
          await proveLab(plan, connected, context);
          return 'passed';
        } catch (error) {
          if (error instanceof ScenarioRed) {
            red.push({ message: error.message, remedy: error.remedy, detail: null });
            return 'failed';
          }
          if (!(error instanceof Spent)) throw error;
          spent.push(error);
          return 'passed';
        }
      },
    });
    const [reason] = spent;
    if (outcome !== 'passed' || reason === undefined) {
      return { outcome, problems: [...red, ...problems] };
    }
    if (lab === LABS_AT_MOST) {
      const message = `${lab} labs were spent`;
      return { outcome: 'error', problems: [{ message, remedy: null, detail: reason.message }] };
    }
  }
}

/** Runs each survivor as a scenario of its own. One that cannot be configured so stays a survivor. */
async function lookAgain(
  { label, topology, mutants, tally, onJudged }: Around,
  options: ProveOptions,
): Promise<Ended> {
  for (const mutant of tally.survivors()) {
    const startedAt = performance.now();
    const listener = listenForRed();
    const { outcome, problems } = await runScenario({
      ...(await commonOptions(mutatedTopology(topology, mutants, mutant.key), options)),
      reporters: [
        {
          onEvent: (event) => {
            listener.onEvent(event);
            options.emit({ type: 'lab', label, event });
          },
        },
      ],
    });
    if (STOPPED.includes(outcome)) return { outcome, problems };
    const verdict = listener.verdict();
    if (verdict === null) continue;
    const durationMs = Math.round(performance.now() - startedAt);
    tally.overrule(mutant, { verdict, durationMs });
    onJudged(mutant);
  }
  return { outcome: 'passed', problems: [] };
}

/** The proof ends with them. */
const STOPPED: readonly Outcome[] = ['interrupted', 'timeout', 'left behind'];

async function commonOptions(
  topology: Topology,
  { open, request, signal, timeoutMs, skipUnsupported }: ProveOptions,
) {
  return {
    ...{ topology, provider: await open(), request, signal, timeoutMs, skipUnsupported },
    ...({ verb: 'run', keep: 'never', record: 'never' } as const),
    ...{ filter: null, until: null, pause: null },
  };
}
