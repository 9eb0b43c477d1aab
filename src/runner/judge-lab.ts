import { runChecks } from '../checks/run/run-checks.ts';
import type { CaseResult } from '../checks/result.ts';
import type { LabProvider, StepContext } from '../providers/provider.ts';
import type { Step } from '../topology/topology.ts';
import type { Transport } from '../transport/transport.ts';
import { labView } from './lab-view.ts';
import type { Emit } from './phase.ts';
import { traceFailures } from './trace-failures.ts';

/** A lab whose nodes are connected. */
export interface ConnectedLab {
  readonly lab: LabProvider;
  /** By node name. */
  readonly transports: ReadonlyMap<string, Transport>;
  readonly timeFactor: number;
}

/**
 * Runs the checks of the step that the lab is in, as far as the filter lets through, and follows
 * the packets of those that failed.
 */
export async function judgeLab(
  { lab, transports, timeFactor }: ConnectedLab,
  step: Step,
  filter: string | null,
  emit: Emit,
  context: StepContext,
): Promise<readonly CaseResult[]> {
  const view = labView(step.nodesDuring, transports, lab, timeFactor);
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
  for (const traced of await traceFailures(results, view, step.nodesDuring, context)) {
    emit({ type: 'traced', traced });
  }
  return results;
}
