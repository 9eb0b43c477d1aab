import { parseTcpdump } from '../parse/tcpdump.ts';
import { parsePing } from '../parse/ping.ts';

export interface SourceSeenObservation {
  /** What ping or socat said at the source. */
  readonly sent: string;
  /** What tcpdump printed where the packets arrive. */
  readonly seen: string;
}

interface SourceSeenJudgement {
  readonly outcome: 'pass' | 'fail';
  readonly observed: string;
}

export function judgeSourceSeen(
  address: string,
  { sent, seen }: SourceSeenObservation,
): SourceSeenJudgement {
  const sources = [...new Set(parseTcpdump(seen).map(({ source }) => source))];
  if (sources.length === 0) {
    return { outcome: 'fail', observed: `nothing of it arrived (${sendersWords(sent)})` };
  }
  const passed = sources.length === 1 && sources[0] === address;
  return { outcome: passed ? 'pass' : 'fail', observed: `it comes from ${sources.join(' and ')}` };
}

function sendersWords(sent: string): string {
  const { statistics, icmpErrors, localErrors } = parsePing(sent);
  const errors = [
    ...icmpErrors.map(({ from, message }) => `${from} says ${message}`),
    ...localErrors,
  ];
  if (errors.length > 0) return [...new Set(errors)].join('; ');
  if (statistics !== null) return `${statistics.transmitted} sent`;
  return /socat\[\d+\] E (.+)$/m.exec(sent)?.[1] ?? 'sent without an error';
}
