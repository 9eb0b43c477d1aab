import type { Pair } from '../../topology/checks/parts.ts';
import type { NoReachOutcome } from '../../topology/checks/no-reach.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import { controlWords } from '../probe/control-ping.ts';
import type { Verdict } from '../result.ts';
import { parsePing } from '../parse/ping.ts';
import { probeEnd, type ProbeEnd, type ProbeOutput } from './probe-end.ts';
import type { SectionOutput } from '../sections.ts';
import { targetWords } from '../words.ts';

const OUTCOME_WORDS: Readonly<Record<NoReachOutcome, string>> = {
  no_route: 'no route',
  rejected: 'rejected',
  silence: 'silence',
};

export interface NoReachObservation {
  /** Ping of something that the source must reach. */
  readonly control: SectionOutput;
  /** What that is, in words: `its own address`, `node1 (172.16.0.1)`. */
  readonly controlWords: string;
  readonly probe: ProbeOutput;
}

export interface NoReachJudgement extends Omit<Verdict, 'evidence'> {
  readonly final: boolean;
}

export function judgeNoReach(
  pair: Pair,
  expect: NoReachOutcome | null,
  seen: NoReachObservation,
): NoReachJudgement {
  const how = expect === null ? '' : ` (${OUTCOME_WORDS[expect]})`;
  const expected = `${endpointLabel(pair.from)} does not reach ${targetWords(pair.to)}${how}`;
  if ((parsePing(seen.control.output).statistics?.received ?? 0) === 0) {
    const observed =
      `proves nothing: ${endpointLabel(pair.from)} cannot even reach ${seen.controlWords}: ` +
      controlWords(seen.control.output);
    return { outcome: 'error', expected, observed, final: false };
  }
  const end = probeEnd(seen.probe);
  return { ...outcomeOf(end, expect), expected };
}

/**
 * Silence proves itself by nothing but the absence of everything else. So whatever was heard from
 * the other side ends the polling: an answer always, a rejection when silence is expected (kernels
 * limit the rate of ICMP errors, a later try could miss it). Other outcomes may still turn into the
 * expected one, while routes settle.
 */
function outcomeOf(
  end: ProbeEnd,
  expect: NoReachOutcome | null,
): Omit<NoReachJudgement, 'expected'> {
  switch (end.kind) {
    case 'not_run':
      return { outcome: 'error', observed: `the probe did not run: ${end.words}`, final: false };
    case 'answered':
      return { outcome: 'fail', observed: end.words, final: true };
    case 'no_route':
    case 'rejected':
    case 'silence': {
      const passed = expect === null || expect === end.kind;
      const final = expect === 'silence' && end.kind === 'rejected';
      return { outcome: passed ? 'pass' : 'fail', observed: end.words, final };
    }
  }
}
