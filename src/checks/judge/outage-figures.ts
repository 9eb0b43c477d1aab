/** What a row of pings says of an outage. */
import { parsePing } from '../parse/ping.ts';
import { parseTimedAnswers, type TimedAnswer } from '../parse/timed-answers.ts';

/** A row of requests that were not answered. */
interface Gap {
  /** Sequence numbers of the first and the last one. */
  readonly first: number;
  readonly last: number;
  readonly lost: number;
  /** From the first that was lost to the next that was answered, or to the end. */
  readonly ms: number;
  /** From the beginning of the watch to the first that was lost. */
  readonly afterMs: number;
}

export interface OutageFigures {
  readonly sent: number;
  readonly lost: number;
  /** The sum of all gaps. */
  readonly outMs: number;
  readonly gaps: readonly Gap[];
  /** Between two requests, on average: no outage is known more exactly. */
  readonly intervalMs: number;
  /** The longest between two requests that were answered one after the other. */
  readonly longestPauseMs: number;
}

/** A watch that has ended. */
export interface Watched {
  /** All that ping said, its summary included. */
  readonly output: string;
  /** The last request before the step: what came before it does not count. */
  readonly baseline: number;
  /** Whether requests were answered in a row at the end. */
  readonly recovered: boolean;
  /** When it ended, in ms since the epoch, by the source's clock. */
  readonly endedMs: number;
}

/** Null when nothing was answered, or ping did not come to its summary. */
export function outageFigures(watched: Watched): OutageFigures | null {
  const transmitted = parsePing(watched.output).statistics?.transmitted;
  const answers = parseTimedAnswers(watched.output).filter(
    ({ sequence }) => sequence >= watched.baseline,
  );
  const [first] = answers;
  const last = answers.at(-1);
  if (transmitted === undefined || first === undefined || last === undefined) return null;
  const between = answers.slice(1).flatMap((answer, index) => {
    const before = answers[index];
    return before === undefined ? [] : [{ before, answer }];
  });
  const neighbours = between
    .filter(({ before, answer }) => answer.sequence === before.sequence + 1)
    .map(({ before, answer }) => answer.sentMs - before.sentMs);
  const gaps = between.flatMap(({ before, answer }) => gapBetween(before, answer, first.sentMs));
  const unanswered = transmitted - last.sequence;
  // When answers came to the last, the rest was still on its way.
  if (!watched.recovered && unanswered > 0) {
    gaps.push({
      first: last.sequence + 1,
      last: transmitted,
      lost: unanswered,
      ms: Math.round(watched.endedMs - last.sentMs),
      afterMs: Math.round(last.sentMs - first.sentMs),
    });
  }
  const sent = last.sequence - first.sequence + 1 + (watched.recovered ? 0 : unanswered);
  const endMs = watched.recovered ? last.sentMs : watched.endedMs;
  const lost = sum(gaps.map((gap) => gap.lost));
  return {
    sent,
    lost,
    outMs: sum(gaps.map(({ ms }) => ms)),
    gaps,
    intervalMs: Math.round((endMs - first.sentMs) / Math.max(1, sent - 1)),
    longestPauseMs: Math.round(Math.max(0, ...neighbours)),
  };
}

/** Whether the last requests were answered in a row, as many as that. */
export function endsInARow(answers: readonly TimedAnswer[], length: number): boolean {
  const [first, last] = [answers.at(-length), answers.at(-1)];
  return first !== undefined && last?.sequence === first.sequence + length - 1;
}

function gapBetween(before: TimedAnswer, answer: TimedAnswer, startMs: number): readonly Gap[] {
  const lost = answer.sequence - before.sequence - 1;
  if (lost === 0) return [];
  // Nobody says when what was lost was sent: the requests are taken to be evenly apart.
  const interval = (answer.sentMs - before.sentMs) / (lost + 1);
  return [
    {
      first: before.sequence + 1,
      last: answer.sequence - 1,
      lost,
      ms: Math.round(interval * lost),
      afterMs: Math.round(before.sentMs + interval - startMs),
    },
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
