/** `latency`: how long packets take there and back, and how many get lost. */
import type { LatencyCheck } from '../../topology/checks/latency.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { isWithinBounds, latencyBounds, latencyFigures, latencyWords } from '../judge/latency.ts';
import { readPing } from '../judge/read-ping.ts';
import { pingWords } from '../judge/reach.ts';
import { pingCommand, probeTimeoutMs } from '../probe/ping-command.ts';
import { runSections } from '../sections.ts';
import { pairKey, pairTitle, targetWords } from '../words.ts';

const INTERVAL_MS = 20;
/** For the last answer, beyond the upper bound, on a fast machine. */
const WAIT_MS = 1000;

export const latency: CheckKind<LatencyCheck> = {
  kind: 'latency',
  // What others send takes its time on the same lines.
  turn: 'alone',
  expand: (check): readonly Case[] =>
    check.pairs.map((pair) => ({
      key: pairKey(pair),
      title: pairTitle(
        check,
        pair,
        `${endpointLabel(pair.from)} → ${pair.to.label}: ${latencyBounds(check)}`,
      ),
      at: pair.from,
      attempt: (lab, signal) => attempt(lab, check, pair, signal),
    })),
};

async function attempt(
  lab: LabView,
  check: LatencyCheck,
  pair: Pair,
  signal: AbortSignal,
): Promise<Attempt> {
  const { count, lossPercent } = check;
  const scaled = ({ atLeast, atMost }: LatencyCheck['rttMs']) => ({
    atLeast,
    atMost: atMost === null ? null : atMost * lab.timeFactor,
  });
  const bounds = { rttMs: scaled(check.rttMs), jitterMs: scaled(check.jitterMs), lossPercent };
  const waitMs = WAIT_MS * lab.timeFactor + (bounds.rttMs.atMost ?? 0);
  const options = { count, intervalMs: INTERVAL_MS, waitMs };
  const command = pingCommand(pair.to.address, options);
  // The first packet may have to find its neighbour, and waits for that.
  const first = pingCommand(pair.to.address, { count: 1, intervalMs: INTERVAL_MS, waitMs });
  const timeoutMs = probeTimeoutMs([options, options], lab.timeFactor);
  const script = { first, ping: command };
  const { ping } = await runSections(lab, pair.from, script, { timeoutMs, signal });
  const report = readPing(ping);
  const label = endpointLabel(pair.from);
  const evidence = [textEvidence(`${label}: ${command}`, ping.output)];
  const expected = `${label} → ${targetWords(pair.to)}: ${latencyBounds(bounds)}`;
  const { statistics } = report;
  const verdict = { expected, evidence, final: false };
  if (statistics === null) return { ...verdict, outcome: 'fail', observed: pingWords(report) };
  const figures = latencyFigures(ping.output, statistics);
  return {
    ...verdict,
    outcome: isWithinBounds(bounds, figures) ? 'pass' : 'fail',
    observed: latencyWords(figures),
  };
}
