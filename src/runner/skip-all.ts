import { skippedCases } from '../checks/run/skipped-cases.ts';
import type { HostProblem } from '../providers/provider.ts';
import type { Step } from '../topology/topology.ts';
import type { Emit } from './phase.ts';

/** Tells of every case of the steps that it is left out, and why. */
export function skipAll(
  steps: readonly Step[],
  lacks: readonly HostProblem[],
  emit: Emit,
): Promise<void> {
  const reason = lacks.map(({ problem }) => problem).join('; ');
  for (const { number, name, where, checks } of steps) {
    emit({ type: 'step_started', step: { number, name, where, changes: [] } });
    for (const result of skippedCases(checks, reason)) emit({ type: 'case_finished', result });
    emit({ type: 'step_finished', number, durationMs: 0 });
  }
  return Promise.resolve();
}
