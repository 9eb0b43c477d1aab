/** What a step does to the lab, watched by its `outage` checks. */
import { planCases } from '../checks/run/plan-cases.ts';
import { type WatchedPairs, watchOutages } from '../checks/probe/watch-outages.ts';
import type { StepContext } from '../providers/provider.ts';
import type { OutageCheck } from '../topology/checks/outage.ts';
import type { Step } from '../topology/topology.ts';
import { changeLab, runStepCommands } from './change-lab.ts';
import type { ConnectedLab } from './judge-lab.ts';
import { labView } from './lab-view.ts';
import { playFaults } from './play-faults.ts';

/**
 * Changes nodes, lets happen what happens, then runs the step's commands. Returns what was watched
 * meanwhile, which is nothing where nobody judges. `story` is what was played before.
 * @throws HarnessError, StateMismatch, Failures
 */
export async function playStep(
  story: readonly Step[],
  step: Step,
  lab: ConnectedLab,
  judging: { readonly filter: string | null } | null,
  context: StepContext,
): Promise<WatchedPairs> {
  const checks = judging === null ? [] : watchedChecks(step, judging.filter);
  const view = labView(step.nodesDuring, lab.transports, lab.lab, lab.timeFactor);
  if (checks.length > 0) context.progress('watching who answers before the step');
  const watch = await watchOutages(checks, view, context.signal);
  try {
    await changeLab(story, step, lab, context);
    await playFaults(story, step, lab, context);
    await runStepCommands(step, lab, context);
  } catch (error) {
    await watch.abandon();
    throw error;
  }
  return watch.settle();
}

function watchedChecks({ checks }: Step, filter: string | null): readonly OutageCheck[] {
  const chosen = new Set(
    planCases(checks, filter).flatMap(({ check, skipped }) => (skipped === null ? [check] : [])),
  );
  return checks.filter((check) => check.kind === 'outage').filter((check) => chosen.has(check));
}
