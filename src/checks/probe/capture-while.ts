import type { Capture } from '../../providers/provider.ts';
import type { LabView } from '../check.ts';

interface Captured<T> {
  readonly result: T;
  /** pcap files, in the order of the captures. */
  readonly captures: readonly Uint8Array[];
}

/**
 * Captures on all segments from before `work` starts until it has ended, and stops every capture
 * whatever happens.
 */
export function captureWhile<T>(
  lab: LabView,
  segments: readonly string[],
  filter: string,
  work: () => Promise<T>,
): Promise<Captured<T>> {
  return whileCapturing(
    segments.map((name) => () => lab.capture(name, filter)),
    work,
  );
}

/** The same for captures of any kind. */
export async function whileCapturing<T>(
  begin: readonly (() => Promise<Capture>)[],
  work: () => Promise<T>,
): Promise<Captured<T>> {
  const starts = begin.map((start) => start());
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
