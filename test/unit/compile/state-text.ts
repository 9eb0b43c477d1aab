import type { KernelState } from '../../../src/compile/fact.ts';
import { factLine } from '../../../src/compile/fact-line.ts';

/** A kernel state as text: its facts as sorted lines under the names of their namespaces. */
export function stateText(state: KernelState): string {
  return state
    .map(({ container, facts }) => {
      const lines = facts.map(factLine).toSorted();
      return [`@@ ${container ?? 'node'} @@`, ...lines, ''].join('\n');
    })
    .join('');
}
