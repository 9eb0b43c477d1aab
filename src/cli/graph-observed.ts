import { UsageError } from '../lib/errors.ts';
import type { Graphed } from './graphed.ts';
import { findUsableLab } from './labs.ts';

/** A running lab as its kernels have it, in the step that it has reached. @throws UsageError, HarnessError */
export async function observedDrawing(name: string, signal: AbortSignal): Promise<Graphed> {
  const lab = await findUsableLab(name);
  const step = lab.topology?.steps[lab.step];
  if (lab.topology === null || step === undefined) {
    throw new UsageError(`Nothing is known of the nodes of the lab ${lab.id}.`);
  }
  const { topology } = lab;
  const { observeLab } = await import('../runner/observe-lab.ts');
  const { drawTopology } = await import('../diagram/draw/draw.ts');
  const { withObserved } = await import('../diagram/draw/observed.ts');
  const { diffState, renderDiff } = await import('../compile/diff.ts');
  const states = await observeLab(lab, step, signal);
  return {
    drawing: withObserved(drawTopology(topology, step), states),
    aside: {
      key: 'differences',
      lines: states
        .map(({ node, expected, observed }) => renderDiff(node, diffState(expected, observed)))
        .filter((text) => text !== '')
        .flatMap((text) => text.split('\n')),
      heading: 'Lines with - are missing in the lab, lines with + were not asked for:',
      none: 'The lab is as it was configured.',
    },
  };
}
