/**
 * What iputils' ping prints with `-D`: when each answer came, in seconds since the epoch. Where the
 * clock was set meanwhile there are marks (`probe/clock-marks.ts`).
 */
import { TICK_MS } from './clock-reading.ts';

const LINE = new RegExp(
  [
    String.raw`^\[(?<at>\d+\.\d+)\] \d+ bytes from .*\bicmp_seq=(?<sequence>\d+) .*\btime=(?<time>[\d.]+) ms`,
    String.raw`^clock is set by (?<by>-?\d+) ms at (?<when>\d+)$`,
    String.raw`^clock was set from (?<begun>[\d.]+) to (?<done>[\d.]+)$`,
  ].join('|'),
  'gm',
);

export interface TimedAnswer {
  readonly sequence: number;
  /** When the request was sent, in ms since the epoch, by the clock as it was set last. */
  readonly sentMs: number;
}

/** A clock that was set. */
interface Jump {
  readonly byMs: number;
  /** By the clock as it was before. */
  readonly atMs: number;
}

interface Answer {
  readonly sequence: number;
  readonly cameMs: number;
  readonly timeMs: number;
  /** How many of the jumps were before it came. */
  readonly jumps: number;
}

/** In the order of the requests; a duplicate counts once. */
export function parseTimedAnswers(output: string): readonly TimedAnswer[] {
  const { answers, jumps } = readLines(output);
  return [...answers.values()]
    .map((answer) => ({ sequence: answer.sequence, sentMs: sentMs(answer, jumps) }))
    .sort((one, other) => one.sequence - other.sequence);
}

/**
 * By how much the clock was set, in all. It takes some time to set a clock from what it shows, which
 * that is behind then.
 */
export function sumOfJumps(output: string): { readonly leastMs: number; readonly mostMs: number } {
  const mostMs = sum(readLines(output).jumps);
  const tookMs = [...output.matchAll(LINE)].map(({ groups = {} }) => {
    const { begun, done } = groups;
    const took = Number(done) - Number(begun);
    return begun === undefined ? 0 : Math.round(took * 1000) + TICK_MS;
  });
  return { leastMs: mostMs - tookMs.reduce((total, each) => total + each, 0), mostMs };
}

function readLines(output: string): {
  readonly answers: ReadonlyMap<number, Answer>;
  readonly jumps: readonly Jump[];
} {
  const answers = new Map<number, Answer>();
  const jumps: Jump[] = [];
  let isSetting = false;
  for (const { groups = {} } of output.matchAll(LINE)) {
    if (groups['by'] !== undefined) {
      jumps.push({ byMs: Number(groups['by']), atMs: Number(groups['when']) });
      isSetting = true;
    } else if (groups['done'] !== undefined) {
      isSetting = false;
    } else {
      const sequence = Number(groups['sequence']);
      if (answers.has(sequence)) continue;
      const cameMs = Number(groups['at']) * 1000;
      const isBefore = isSetting && isOfOldClock(cameMs, jumps.at(-1));
      const before = jumps.length - (isBefore ? 1 : 0);
      answers.set(sequence, { sequence, cameMs, timeMs: Number(groups['time']), jumps: before });
    }
  }
  return { answers, jumps };
}

/** Whether what came about when the clock was set came before that. */
function isOfOldClock(cameMs: number, jump: Jump | undefined): boolean {
  if (jump === undefined) return false;
  const { atMs, byMs } = jump;
  return Math.abs(cameMs - atMs) < Math.abs(cameMs - atMs - byMs);
}

function sentMs({ cameMs, timeMs, jumps: before }: Answer, jumps: readonly Jump[]): number {
  const sent = cameMs + sum(jumps.slice(before)) - timeMs;
  const last = jumps[before - 1];
  // Ping takes the time there and back by the same clock, and says 0 where that comes out negative.
  const isOnItsWay =
    last !== undefined && last.byMs > 0 && sent < last.atMs + sum(jumps.slice(before - 1));
  return isOnItsWay ? sent + last.byMs : sent;
}

function sum(jumps: readonly Jump[]): number {
  return jumps.reduce((total, { byMs }) => total + byMs, 0);
}
