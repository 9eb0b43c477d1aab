/** Finds out what became of the packets that failed cases wanted to get through. */
import type { LabView } from '../checks/check.ts';
import type { CaseResult } from '../checks/result.ts';
import { traceFlows } from '../explain/trace.ts';
import { HarnessError } from '../lib/errors.ts';
import type { StepContext } from '../providers/provider.ts';
import type { Node } from '../topology/model.ts';
import type { TracedCases } from './events.ts';
import { tracedCases, wantedFlows } from './wanted-flows.ts';

/** Flows that are traced after a step; what broke the first mostly broke the others. */
const MOST_FLOWS = 6;

/** Traces of the flows of failed cases, each flow once; none of them fails the run. */
export async function traceFailures(
  results: readonly CaseResult[],
  lab: LabView,
  nodes: readonly Node[],
  { signal, progress }: StepContext,
): Promise<readonly TracedCases[]> {
  const wanted = wantedFlows(results, nodes).slice(0, MOST_FLOWS);
  if (wanted.length === 0) return [];
  progress(`following the packets of ${wanted.length === 1 ? 'a failed check' : 'failed checks'}`);
  try {
    const flows = wanted.map(({ flow }) => flow);
    return tracedCases(wanted, await traceFlows(lab, nodes, flows, signal));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof HarnessError)) throw error;
    progress(`the packets could not be followed: ${error.message}`);
    return [];
  }
}
