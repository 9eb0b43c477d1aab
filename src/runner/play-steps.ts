/** Plays a scenario's steps on a configured lab: what each does, then its checks. */
import type { CaseResult } from '../checks/result.ts';
import type { StepContext } from '../providers/provider.ts';
import type { Step } from '../topology/topology.ts';
import { changeLines } from './change-lab.ts';
import { type ConnectedLab, judgeLab } from './judge-lab.ts';
import type { Emit } from './phase.ts';
import { playStep } from './play-step.ts';

export interface Play {
  readonly steps: readonly Step[];
  /** See RunOptions. */
  readonly filter: string | null;
  /** False changes the lab and judges nothing. */
  readonly judging: boolean;
  /** Told of each step that the lab has reached, before its checks run. */
  readonly onReached: (step: number) => void;
}

/** The results of all steps, in the order of the file. @throws HarnessError, StateMismatch, Failures */
export async function playSteps(
  { steps, filter, judging, onReached }: Play,
  lab: ConnectedLab,
  emit: Emit,
  context: StepContext,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const [index, step] of steps.entries()) {
    const story = steps.slice(0, index);
    const before = story.at(-1);
    const { number, name, where } = step;
    const startedAt = performance.now();
    const changes = before === undefined ? [] : changeLines(before, step);
    emit({ type: 'step_started', step: { number, name, where, changes } });
    const watched =
      before === undefined
        ? null
        : await playStep(story, step, lab, judging ? { filter } : null, context);
    if (before !== undefined) onReached(number);
    if (judging) {
      results.push(...(await judgeLab(lab, step, { filter, watched }, emit, context)));
    }
    const durationMs = Math.round(performance.now() - startedAt);
    emit({ type: 'step_finished', number, durationMs });
  }
  return results;
}
