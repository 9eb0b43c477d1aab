import { runChecks } from '../checks/run/run-checks.ts';
import type { CaseResult } from '../checks/result.ts';
import type { LabProvider } from '../providers/provider.ts';
import type { Step } from '../topology/topology.ts';
import type { Transport } from '../transport/transport.ts';
import { labView } from './lab-view.ts';
import type { Watch } from './phase.ts';

/** A lab whose nodes are connected. */
export interface ConnectedLab {
  readonly lab: LabProvider;
  /** By node name. */
  readonly transports: ReadonlyMap<string, Transport>;
  readonly timeFactor: number;
}

/** Runs the checks of the step that the lab is in, as far as the filter lets through. */
export async function judgeLab(
  { lab, transports, timeFactor }: ConnectedLab,
  step: Step,
  filter: string | null,
  { emit, signal }: Watch,
): Promise<readonly CaseResult[]> {
  return runChecks(step.checks, labView(step.nodesDuring, transports, lab, timeFactor), {
    signal,
    filter,
    onStarted: (id, title) => {
      emit({ type: 'case_started', id, title });
    },
    onFinished: (result) => {
      emit({ type: 'case_finished', result });
    },
  });
}
