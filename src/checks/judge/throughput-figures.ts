/** What a throughput case measured, as the record has it. */
import type { Flow } from '../../topology/checks/parts.ts';
import type { ThroughputCheck } from '../../topology/checks/throughput.ts';
import type { Iperf3Report } from '../parse/iperf3.ts';
import { flowWords } from '../words.ts';

/** `what` of the evidence that holds it. */
export const THROUGHPUT_EVIDENCE = 'the throughput';

export interface ThroughputFigures {
  /** The flow itself, and behind it the one that it is compared with. */
  readonly flows: readonly {
    readonly name: string;
    readonly bps: number;
    /** Second by second, as the sender counted. */
    readonly intervalsBps: readonly number[];
  }[];
  /** Null where that cannot be told, because nothing was measured to compare with. */
  readonly neededBps: number | null;
}

export function throughputFigures(
  { flow, atLeast }: ThroughputCheck,
  measured: Iperf3Report,
  baseline: Iperf3Report | null,
): ThroughputFigures {
  const figures = (of: Flow, report: Iperf3Report | null) =>
    report?.kind === 'measured'
      ? [{ name: flowWords(of), bps: report.receivedBps, intervalsBps: report.intervalsBps }]
      : [];
  const base = atLeast.kind === 'relative' ? figures(atLeast.of, baseline) : [];
  const share = atLeast.kind === 'relative' ? atLeast.percent / 100 : 0;
  return {
    flows: [...figures(flow, measured), ...base],
    neededBps: atLeast.kind === 'absolute' ? atLeast.bps : base[0] ? base[0].bps * share : null,
  };
}
