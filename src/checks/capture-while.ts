import type { LabView } from './check.ts';

/**
 * Captures on all segments from before `work` starts until it has ended, and stops every capture
 * whatever happens. The captures are pcap files in the order of the segments.
 */
export async function captureWhile<T>(
  lab: LabView,
  segments: readonly string[],
  filter: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly captures: readonly Uint8Array[] }> {
  const starts = segments.map((name) => lab.capture(name, filter));
  const settled = await Promise.allSettled(starts);
  const running = settled.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  let result: T;
  try {
    await Promise.all(starts);
    result = await work();
  } catch (error) {
    await Promise.allSettled(running.map((capture) => capture.stop()));
    throw error;
  }
  return { result, captures: await Promise.all(running.map((capture) => capture.stop())) };
}
