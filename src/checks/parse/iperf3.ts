/** What an iperf3 client prints with -J; seen with 3.12 and 3.18. */
import { z } from 'zod';

export type Iperf3Report =
  | {
      readonly kind: 'measured';
      /** As the receiver counted it. */
      readonly receivedBps: number;
      /** As the sender counted it, interval by interval (a second each). */
      readonly intervalsBps: readonly number[];
      /** Datagrams lost on the way; null for TCP. */
      readonly lossPercent: number | null;
    }
  | { readonly kind: 'failed'; readonly error: string };

const sum = z.object({
  bits_per_second: z.number(),
  lost_percent: z.number().nullish(),
});
const report = z.object({
  error: z.string().optional(),
  intervals: z.array(z.object({ sum: sum.optional() })).default([]),
  end: z.object({ sum: sum.optional(), sum_received: sum.optional() }).optional(),
});

/** Null when the text is no report. */
export function parseIperf3(json: string): Iperf3Report | null {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return null;
  }
  const parsed = report.safeParse(data);
  if (!parsed.success) return null;
  const { error, end, intervals } = parsed.data;
  if (error !== undefined) return { kind: 'failed', error };
  // For UDP, `sum` gives the sender's rate and the receiver's loss.
  const received = end?.sum_received ?? end?.sum;
  if (received === undefined) return null;
  return {
    kind: 'measured',
    receivedBps: received.bits_per_second,
    intervalsBps: intervals.flatMap((interval) => interval.sum?.bits_per_second ?? []),
    lossPercent: received.lost_percent ?? null,
  };
}
