import { runChecks } from '../checks/run-checks.ts';
import type { LabProvider } from '../providers/provider.ts';
import type { Check } from '../topology/checks.ts';
import type { Node } from '../topology/model.ts';
import type { Transport } from '../transport/transport.ts';
import type { Outcome } from './events.ts';
import { judgeRun } from './judge-run.ts';
import { labView } from './lab-view.ts';
import type { Watch } from './phase.ts';

/** A lab whose nodes are connected. */
export interface ConnectedLab {
  readonly lab: LabProvider;
  readonly nodes: readonly Node[];
  /** By node name. */
  readonly transports: ReadonlyMap<string, Transport>;
  readonly timeFactor: number;
}

/** Runs the checks that the filter lets through, and tells of each. */
export async function judgeLab(
  { lab, nodes, transports, timeFactor }: ConnectedLab,
  checks: readonly Check[],
  filter: string | null,
  { emit, signal }: Watch,
): Promise<Outcome> {
  const results = await runChecks(checks, labView(nodes, transports, lab, timeFactor), {
    signal,
    filter,
    onStarted: (id, title) => {
      emit({ type: 'case_started', id, title });
    },
    onFinished: (result) => {
      emit({ type: 'case_finished', result });
    },
  });
  return judgeRun(results);
}
