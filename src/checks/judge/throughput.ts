import type { ThroughputCheck } from '../../topology/checks/throughput.ts';
import type { Iperf3Report } from '../parse/iperf3.ts';
import type { Verdict } from '../result.ts';
import { flowWords, number, rate } from '../words.ts';

export type ThroughputJudgement = Omit<Verdict, 'evidence'>;

/** `baseline` is what the other flow of a relative bound came to; null for an absolute one. */
export function judgeThroughput(
  check: ThroughputCheck,
  measured: Iperf3Report,
  baseline: Iperf3Report | null,
): ThroughputJudgement {
  const expected = expectedThroughput(check);
  if (baseline?.kind === 'failed') {
    return { outcome: 'error', expected, observed: `no baseline: ${baseline.error}` };
  }
  if (measured.kind === 'failed') {
    return { outcome: 'fail', expected, observed: `nothing measured: ${measured.error}` };
  }
  const { receivedBps, lossPercent } = measured;
  const share = shareOf(check, receivedBps, baseline?.receivedBps ?? null);
  const tooLossy =
    check.maxLossPercent !== null && (lossPercent === null || lossPercent > check.maxLossPercent);
  const loss = lossPercent === null ? '' : `, ${number(lossPercent)} % of datagrams lost`;
  return {
    outcome: share.enough && !tooLossy ? 'pass' : 'fail',
    expected,
    observed: `${rate(receivedBps)}${share.words}${loss}`,
  };
}

function shareOf(
  { atLeast }: ThroughputCheck,
  bps: number,
  baselineBps: number | null,
): { readonly enough: boolean; readonly words: string } {
  switch (atLeast.kind) {
    case 'absolute':
      return { enough: bps >= atLeast.bps, words: ` (needs ${rate(atLeast.bps)})` };
    case 'relative': {
      if (baselineBps === null || baselineBps <= 0) {
        return { enough: false, words: `, and ${flowWords(atLeast.of)} carried nothing` };
      }
      const percent = (bps / baselineBps) * 100;
      const base = `${flowWords(atLeast.of)}'s ${rate(baselineBps)}`;
      return {
        enough: percent >= atLeast.percent,
        words: `, ${number(percent)} % of ${base} (needs ${number(atLeast.percent)} %)`,
      };
    }
  }
}

function expectedThroughput({ flow, atLeast, protocol, maxLossPercent }: ThroughputCheck): string {
  const bound =
    atLeast.kind === 'absolute'
      ? rate(atLeast.bps)
      : `${number(atLeast.percent)} % of ${flowWords(atLeast.of)}`;
  const loss = maxLossPercent === null ? '' : `, loss ≤ ${number(maxLossPercent)} %`;
  return `${flowWords(flow)} carries at least ${bound} of ${protocol.toUpperCase()}${loss}`;
}
