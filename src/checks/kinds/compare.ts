/** `compare`: paths measured side by side, and claims about them judged. */
import type { CompareCheck } from '../../topology/checks/compare.ts';
import type { Attempt, CheckKind, LabView } from '../check.ts';
import { compareRounds, judgeCompare } from '../judge/compare.ts';
import { measureRounds } from '../probe/measure-rounds.ts';
import { flowWords } from '../words.ts';

export const compare: CheckKind<CompareCheck> = {
  kind: 'compare',
  turn: 'alone',
  expand: (check) => {
    const names = check.paths.map(({ name }) => name);
    const [first] = check.paths;
    if (first === undefined) return [];
    return [
      {
        key: names.join('-'),
        title: check.title ?? `${names.join(', ')} side by side`,
        at: first.flow.from,
        attempt: (lab, signal) => attempt(lab, check, signal),
      },
    ];
  },
};

/** Measuring again would be to ask until the answer is liked. */
async function attempt(lab: LabView, check: CompareCheck, signal: AbortSignal): Promise<Attempt> {
  const comparison = compareRounds(check, await measureRounds(lab, check, signal));
  const flows = check.paths.map(({ name, flow }) => `${name}: ${flowWords(flow)}`);
  return {
    ...judgeCompare(check, comparison),
    evidence: [
      { what: 'the paths', data: flows.join('\n') },
      { what: 'the comparison', data: comparison },
    ],
    final: true,
  };
}
