import { runChecks } from '../checks/run/run-checks.ts';
import type { WatchedPairs } from '../checks/probe/watch-outages.ts';
import type { CaseResult } from '../checks/result.ts';
import type { LabProvider, StepContext } from '../providers/provider.ts';
import type { Step } from '../topology/topology.ts';
import type { Transport } from '../transport/transport.ts';
import { labView } from './lab-view.ts';
import type { Emit } from './phase.ts';
import type { ReadyNode } from './provide.ts';
import { traceFailures } from './trace-failures.ts';

/** A lab whose nodes are connected. */
export interface ConnectedLab {
  readonly lab: LabProvider;
  /** By node name; a node without power has none. */
  readonly transports: Map<string, Transport>;
  readonly timeFactor: number;
  /** Told of each node that is to lose its power. */
  readonly onCrash: (node: string) => void;
  /** Told of each node that has got its power back. */
  readonly onBooted: (node: ReadyNode) => void;
}

/**
 * Runs the checks of the step that the lab is in, as far as the filter lets through, and follows
 * the packets of those that failed.
 */
export async function judgeLab(
  { lab, transports, timeFactor }: ConnectedLab,
  step: Step,
  { filter, watched }: { readonly filter: string | null; readonly watched: WatchedPairs | null },
  emit: Emit,
  context: StepContext,
): Promise<readonly CaseResult[]> {
  const view = labView(step.nodesDuring, transports, lab, timeFactor, watched);
  const results = await runChecks(step.checks, view, {
    signal: context.signal,
    filter,
    onStarted: (id, title) => {
      emit({ type: 'case_started', id, title });
    },
    onFinished: (result) => {
      emit({ type: 'case_finished', result });
    },
  });
  // Nobody can look inside of a machine without power.
  if (step.down.length > 0) return results;
  for (const traced of await traceFailures(results, view, step.nodesDuring, context)) {
    emit({ type: 'traced', traced });
  }
  return results;
}
