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

/** Each lab that is spent must have judged something, or brought a mutant nearer to its verdict. */
const LABS_AT_MOST = 25;

/** Never throws for what happens in the labs. */
export async function proveScenario(
  { label, topology, mutants }: Provable,
  options: ProveOptions,
): Promise<Proof> {
  const startedAt = performance.now();
  const { emit, open } = options;
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
  let outcome: Outcome;
  const problems: Problem[] = [];
  for (let lab = 1; ; lab++) {
    const spent: Spent[] = [];
    const end = await runScenario({
      ...{ topology, provider: await open(), request: options.request },
      ...{ signal: options.signal, timeoutMs: options.timeoutMs },
      ...{ verb: 'run', keep: 'never', record: 'never', filter: null, until: null, pause: null },
      skipUnsupported: options.skipUnsupported,
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
            problems.push({ message: error.message, remedy: error.remedy, detail: null });
            return 'failed';
          }
          if (!(error instanceof Spent)) throw error;
          spent.push(error);
          return 'passed';
        }
      },
    });
    outcome = end.outcome;
    problems.push(...end.problems);
    const [reason] = spent;
    if (outcome !== 'passed' || reason === undefined) break;
    if (lab === LABS_AT_MOST) {
      outcome = 'error';
      problems.push({ message: `${lab} labs were spent`, remedy: null, detail: reason.message });
      break;
    }
  }
  const judged = all.flatMap((mutant) => tally.of(mutant) ?? []);
  const durationMs = Math.round(performance.now() - startedAt);
  const { file, title } = topology;
  const proof = { label, file, title, outcome, problems, judged, mutants: all.length, durationMs };
  emit({ type: 'scenario_finished', proof });
  return proof;
}
