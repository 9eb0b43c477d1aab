import type { Pair } from '../../topology/checks/parts.ts';
import type { TcpOutcome } from '../../topology/checks/tcp.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Verdict } from '../result.ts';
import type { TcpEnd } from './tcp-end.ts';
import { targetWords } from '../words.ts';

interface TcpJudgement extends Omit<Verdict, 'evidence'> {
  readonly final: boolean;
}

const EXPECTED: Readonly<Record<TcpOutcome, string>> = {
  connected: 'connects to',
  refused: 'is refused by',
  rejected: 'is rejected on its way to',
  silence: 'gets no answer from',
  no_route: 'has no route to',
};

/** `node1/con1 connects to node2 (10.0.0.20), port 80`. */
export function expectedTcp(pair: Pair, port: number, expect: TcpOutcome): string {
  return `${endpointLabel(pair.from)} ${EXPECTED[expect]} ${targetWords(pair.to)}, port ${port}`;
}

/**
 * What was heard from the other side cannot be unheard: a connection that must not be ends the
 * polling, and so does a rejection or refusal where silence is expected.
 */
export function judgeTcp(expected: string, expect: TcpOutcome, end: TcpEnd): TcpJudgement {
  if (end.kind === 'not_run') {
    const observed = `the attempt was not made: ${end.words}`;
    return { outcome: 'error', expected, observed, final: false };
  }
  const passed = end.kind === expect;
  const heard = end.kind === 'refused' || end.kind === 'rejected';
  return {
    outcome: passed ? 'pass' : 'fail',
    expected,
    observed: end.words,
    final: !passed && (end.kind === 'connected' || (expect === 'silence' && heard)),
  };
}

/** The verdict when what the source must reach was not reached. */
export function withoutControl(
  expected: string,
  pair: Pair,
  control: { readonly words: string; readonly said: string },
): TcpJudgement {
  const from = endpointLabel(pair.from);
  const observed = `proves nothing: ${from} cannot even reach ${control.words}: ${control.said}`;
  return { outcome: 'error', expected, observed, final: false };
}
