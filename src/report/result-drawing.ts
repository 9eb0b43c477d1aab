import { drawTopology } from '../diagram/draw/draw.ts';
import type { Drawing } from '../diagram/drawing.ts';
import { withMarks } from '../diagram/marks.ts';
import type { Topology } from '../topology/topology.ts';
import { type Results, marksOf } from './marks.ts';

interface PlayedRun extends Results {
  readonly steps: readonly { readonly number: number }[];
}

/** The last step of its scenario that a run has come to. */
export function reachedStep({ steps }: PlayedRun): number {
  return steps.at(-1)?.number ?? 0;
}

/** The lab as it stood at the end of a run, with what its checks and traces say. */
export function resultDrawing(topology: Topology, run: PlayedRun): Drawing {
  const step = topology.steps[reachedStep(run)] ?? topology.steps[0];
  if (step === undefined) throw new Error('a topology without steps');
  const drawing = drawTopology(topology, step);
  return withMarks(drawing, marksOf(run, drawing));
}
