/** What a node's clock showed, beside the time since it was started, which nobody can set. */

/** One look at both. */
export interface ClockReading {
  /** In ms since the epoch, by the node's clock. */
  readonly wallMs: number;
  /** Time since the node was started: the clock was looked at between the two. */
  readonly fromMs: number;
  readonly toMs: number;
}

const READING = /^clock (\d+(?:\.\d+)?) (\d+) (\d+(?:\.\d+)?)$/gm;
/** /proc/uptime counts hundredths of a second, and leaves out what is less (proc_uptime(5)). */
export const TICK_MS = 10;

/** All readings that were printed, in their order. */
export function parseClockReadings(output: string): readonly ClockReading[] {
  return [...output.matchAll(READING)].map(([, from, wall, to]) => ({
    wallMs: Number(wall),
    fromMs: Math.round(Number(from) * 1000),
    toMs: Math.round(Number(to) * 1000) + TICK_MS,
  }));
}

/** How far the clock was set between two readings: at least and at most, forward above zero. */
export function jumpBetween(
  before: ClockReading,
  after: ClockReading,
): { readonly leastMs: number; readonly mostMs: number } {
  const shown = after.wallMs - before.wallMs;
  // The clock is read in whole milliseconds.
  return {
    leastMs: shown - (after.toMs - before.fromMs) - 1,
    mostMs: shown - (after.fromMs - before.toMs) + 1,
  };
}
