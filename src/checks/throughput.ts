/** `throughput`: iperf3, against a fixed rate or another flow that is measured right before. */
import type { ThroughputCheck } from '../topology/checks/throughput.ts';
import type { Attempt, Case, CheckKind, LabView } from './check.ts';
import { textEvidence } from './evidence.ts';
import { judgeThroughput } from './judge-throughput.ts';
import { measureFlow, type FlowMeasurement } from './measure-flow.ts';
import { caseTitle, flowWords, pairKey } from './words.ts';

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
      attempt: (lab, signal) => attempt(lab, check, signal),
    },
  ],
};

async function attempt(
  lab: LabView,
  check: ThroughputCheck,
  signal: AbortSignal,
): Promise<Attempt> {
  const { atLeast } = check;
  const baseline =
    atLeast.kind === 'relative' ? await measureFlow(lab, atLeast.of, check, signal) : null;
  const measured = await measureFlow(lab, check.flow, check, signal);
  const evidence = [...(baseline === null ? [] : [baseline]), measured].map(measurementEvidence);
  return {
    ...judgeThroughput(check, measured.report, baseline?.report ?? null),
    evidence,
    final: false,
  };
}

function measurementEvidence({ flow, command, output }: FlowMeasurement) {
  return textEvidence(`${flowWords(flow)}: ${command}`, output);
}
