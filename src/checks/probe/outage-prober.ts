/** A row of pings that goes on while the lab changes. */
import { shellQuote } from '../../lib/shell-quote.ts';
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { LabView } from '../check.ts';
import { endsInARow, type Watched } from '../judge/outage-figures.ts';
import { type ClockReading, jumpBetween, parseClockReadings } from '../parse/clock-reading.ts';
import { parseTimedAnswers, sumOfJumps } from '../parse/timed-answers.ts';
import { runSections } from '../sections.ts';
import { READ_CLOCK, WATCHED } from './clock-marks.ts';

/** Between two requests; a kernel whose clock ticks slowly makes more of it (250 Hz: 12 to 16 ms). */
const INTERVAL_S = 0.01;
/** So many answers in a row say that the target is there. */
const ROW = 20;
/** Should nobody come to end it. */
const LONGEST_S = 600;
/** For the first row of answers, on a fast machine. */
const BASELINE_MS = 5000;
/** An answer that is older than that, on a fast machine, says nothing of now. */
const FRESH_MS = 150;
const TIMEOUT_MS = 20_000;

export interface Prober {
  /**
   * Ends it once requests are answered in a row, but not before `watchMs` are over, and at the latest
   * when the deadline is. @throws HarnessError
   */
  settle(until: { readonly watchMs: number; readonly withinMs: number }): Promise<Watched>;
  /** Ends it at once; what it saw is lost. */
  abandon(): Promise<void>;
}

/** The command that is run, for people too. */
export function proberCommand(address: string): string {
  return `ping -n -D -i ${INTERVAL_S} -w ${LONGEST_S} ${shellQuote(address)}`;
}

/**
 * Comes back once the target has answered in a row.
 * @throws HarnessError when it does not: nothing could be told of an outage then
 */
export async function startProber(lab: LabView, pair: Pair, signal: AbortSignal): Promise<Prober> {
  const options = { timeoutMs: TIMEOUT_MS * lab.timeFactor, signal };
  const run = async (probe: string): Promise<string> =>
    (await runSections(lab, pair.from, { probe }, options)).probe.output;
  const started = await run(startLines(pair.to.address, BASELINE_MS * lab.timeFactor));
  const [, process, file] = /^probing (\d+) (\S+)$/m.exec(started) ?? [];
  const baseline = parseTimedAnswers(started).at(-1)?.sequence;
  if (process === undefined || file === undefined || baseline === undefined) {
    const who = `${pair.to.label} does not answer ${endpointLabel(pair.from)} before the step`;
    throw new HarnessError(`${who}: what comes then proves nothing (${lastLine(started)})`);
  }
  const begun = clockIn(started);
  const seen = shellQuote(file);
  return {
    async settle({ watchMs, withinMs }) {
      let startMs: number | null = null;
      const { value } = await poll(
        async () => {
          const tail = await run(`tail -n ${2 * ROW} ${seen}; ${READ_CLOCK}`);
          const answers = parseTimedAnswers(tail);
          const now = clockIn(tail);
          startMs ??= now.fromMs;
          const freshMs = now.wallMs - (answers.at(-1)?.sentMs ?? 0);
          const isFresh = freshMs < FRESH_MS * lab.timeFactor;
          const isOver = now.fromMs - startMs >= watchMs;
          return isOver && isFresh && endsInARow(answers, ROW) ? true : null;
        },
        {
          signal,
          deadlineMs: Math.max(watchMs, withinMs * lab.timeFactor),
          firstPauseMs: 50,
          maxPauseMs: 250,
        },
      );
      const output = await run(endLines(process, seen));
      const ended = clockIn(output);
      refuseOtherJumps(begun, ended, { output, node: pair.from.node });
      return { output, baseline, recovered: value === true, endedMs: ended.wallMs };
    },
    async abandon() {
      await run(endLines(process, seen));
    },
  };
}

/** Prints `probing PROCESS FILE` and what it has seen, or only what ping said. */
function startLines(address: string, deadlineMs: number): string {
  return [
    READ_CLOCK,
    `seen=$(mktemp ${WATCHED}XXXXXX)`,
    // Others write there too.
    `${proberCommand(address)} </dev/null >>"$seen" 2>&1 &`,
    'probe=$!; tries=0',
    `until [ "$(grep -c 'bytes from' "$seen")" -ge ${ROW} ]; do`,
    '  tries=$((tries + 1))',
    `  if [ ! -e "/proc/$probe/exe" ] || [ $tries -gt ${Math.ceil(deadlineMs / 50)} ]; then`,
    '    kill -s INT "$probe" 2>/dev/null; cat "$seen"; rm -f "$seen"; seen=; break',
    '  fi',
    '  sleep 0.05',
    'done',
    '[ -z "$seen" ] || { cat "$seen"; echo "probing $probe $seen"; }',
  ].join('\n');
}

function endLines(process: string, seen: string): string {
  return [
    `kill -s INT ${process} 2>/dev/null; ${READ_CLOCK}`,
    `while [ -e /proc/${process}/exe ]; do sleep 0.02; done`,
    `cat ${seen}; rm -f ${seen}`,
  ].join('\n');
}

/** What the source's clock showed. */
function clockIn(output: string): ClockReading {
  const [reading] = parseClockReadings(output);
  if (reading === undefined) throw new HarnessError(`no clock was read: ${lastLine(output)}`);
  return reading;
}

/**
 * A clock that is adjusted slowly takes the time since the start along (clock_gettime(2)), so that
 * only one that is set is noticed.
 * @throws HarnessError where it was set by something else than what the marks say
 */
function refuseOtherJumps(
  begun: ClockReading,
  ended: ClockReading,
  { output, node }: { readonly output: string; readonly node: string },
): void {
  const { leastMs, mostMs } = jumpBetween(begun, ended);
  const marked = sumOfJumps(output);
  if (leastMs <= marked.mostMs && marked.leastMs <= mostMs) return;
  const seconds = ((leastMs + mostMs) / 2000 - marked.mostMs / 1000).toFixed(2);
  throw new HarnessError(
    `the clock of ${node} was set by ${seconds} s, and by no fault: the times of ping prove nothing`,
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
