/** `throughput`: iperf3, against a fixed rate or another flow that is measured right before. */
import type { Flow } from '../../topology/checks/parts.ts';
import type { ThroughputCheck } from '../../topology/checks/throughput.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { judgeThroughput } from '../judge/throughput.ts';
import { THROUGHPUT_EVIDENCE, throughputFigures } from '../judge/throughput-figures.ts';
import { measureFlow, shortestMs, type FlowMeasurement } from '../probe/measure-flow.ts';
import { caseTitle, flowWords, pairKey } from '../words.ts';

export const throughput: CheckKind<ThroughputCheck> = {
  kind: 'throughput',
  turn: 'alone',
  expand: (check): readonly Case[] => [
    {
      key: pairKey(check.flow),
      title: caseTitle({
        title: check.title,
        cases: 1,
        name: flowWords(check.flow),
        sentence: `${check.protocol.toUpperCase()} throughput ${flowWords(check.flow)}`,
      }),
      at: check.flow.from,
      probed: { ...check.flow, port: null, bytes: null },
      attempt: (lab, signal, remainingMs) => attempt(lab, check, signal, remainingMs),
    },
  ],
};

async function attempt(
  lab: LabView,
  check: ThroughputCheck,
  signal: AbortSignal,
  remainingMs = Infinity,
): Promise<Attempt> {
  const { atLeast } = check;
  const deadline = performance.now() + remainingMs;
  const measure = (flow: Flow) =>
    measureFlow(lab, flow, { ...check, remainingMs: deadline - performance.now() }, signal);
  const baseline = atLeast.kind === 'relative' ? await measure(atLeast.of) : null;
  const measured = await measure(check.flow);
  const figures = throughputFigures(check, measured.report, baseline?.report ?? null);
  const evidence = [
    { what: THROUGHPUT_EVIDENCE, data: figures },
    ...[...(baseline === null ? [] : [baseline]), measured].map(measurementEvidence),
  ];
  return {
    ...judgeThroughput(check, measured.report, baseline?.report ?? null),
    evidence,
    // Another try could not be waited for.
    final: deadline - performance.now() < shortestMs(check, lab.timeFactor),
  };
}

function measurementEvidence({ flow, command, output }: FlowMeasurement) {
  return textEvidence(`${flowWords(flow)}: ${command}`, output);
}
