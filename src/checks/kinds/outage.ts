/** `outage`: for how long a target did not answer while a step was played. */
import { HarnessError } from '../../lib/errors.ts';
import type { OutageCheck } from '../../topology/checks/outage.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { boundsWords, judgeOutage } from '../judge/outage.ts';
import { outageFigures } from '../judge/outage-figures.ts';
import { proberCommand } from '../probe/outage-prober.ts';
import { watchKey } from '../probe/watch-outages.ts';
import { pairKey, pairTitle, targetWords } from '../words.ts';

export const outage: CheckKind<OutageCheck> = {
  kind: 'outage',
  turn: 'together',
  expand: (check): readonly Case[] =>
    check.pairs.map((pair) => ({
      key: pairKey(pair),
      title: pairTitle(
        check,
        pair,
        `${endpointLabel(pair.from)} → ${pair.to.label} ${boundsWords(check)}`,
      ),
      at: pair.from,
      attempt: (lab) => Promise.resolve().then(() => attempt(lab, check, pair)),
    })),
};

/** It was measured while the step was played, and cannot be again. */
function attempt(lab: LabView, check: OutageCheck, pair: Pair): Attempt {
  const watched = lab.watched?.get(watchKey(check, pair));
  const expected = `${endpointLabel(pair.from)} → ${targetWords(pair.to)} ${boundsWords(check)}`;
  const verdict = { expected, final: true } as const;
  if (lab.watched === null) {
    const observed = 'it is only measured while the step is played';
    return { ...verdict, outcome: 'skip', observed, evidence: [] };
  }
  if (watched === undefined || watched instanceof HarnessError) {
    const observed = watched?.message ?? 'nobody has watched';
    return { ...verdict, outcome: 'error', observed, evidence: [] };
  }
  const said = textEvidence(
    `${endpointLabel(pair.from)}: ${proberCommand(pair.to.address)}`,
    watched.output,
  );
  const figures = outageFigures(watched);
  if (figures === null) {
    return { ...verdict, outcome: 'error', observed: 'the prober was ended', evidence: [said] };
  }
  const { passed, observed } = judgeOutage(figures, { ...check, recovered: watched.recovered });
  return {
    ...verdict,
    outcome: passed ? 'pass' : 'fail',
    observed,
    evidence: [{ what: 'what was lost, and when', data: figures }, said],
  };
}
