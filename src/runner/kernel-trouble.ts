/** What a kernel says of its own trouble, found in a console's text. */

export interface KernelTrouble {
  /** `warning`: the kernel found something odd and goes on; the others say that it is broken. */
  readonly severity: 'panic' | 'oops' | 'warning';
  /** The kernel's line that says what happened. */
  readonly headline: string;
  /** The headline and what follows it, to the end of the trace. */
  readonly lines: readonly string[];
}

/** Longer than traces are; one that has no end is cut off here. */
const MOST_LINES = 200;

const CUT_HERE = /^-+\[ cut here \]-+$/;
const END = /^---\[ end (trace|Kernel panic)/;

/** All of it, in the order in which it was said. */
export function kernelTroubles(console: string): readonly KernelTrouble[] {
  const lines = console.split('\n').map(withoutTime);
  const found: KernelTrouble[] = [];
  for (let at = 0; at < lines.length;) {
    const headline = lines[at] ?? '';
    const severity = severityOf(headline);
    if (severity === null) {
      at++;
      continue;
    }
    const end = endOf(lines, at, severity);
    found.push({ severity, headline, lines: lines.slice(at, end).filter((line) => line !== '') });
    at = end;
  }
  return found;
}

/** `node1's kernel panicked`, `node1's kernel is broken (oops)`. */
export function troubleSentence(node: string, { severity }: KernelTrouble): string {
  switch (severity) {
    case 'panic':
      return `${node}'s kernel panicked`;
    case 'oops':
      return `${node}'s kernel hit a bug (oops), and cannot be trusted any more`;
    case 'warning':
      return `${node}'s kernel warns`;
  }
}

/** The text of a line without what printk writes in front: `[    4.123456][  T312] `. */
function withoutTime(line: string): string {
  return line.replace(/^\[ *\d+\.\d+\](\[ *[TC]\d+\])? ?/, '').trimEnd();
}

function severityOf(line: string): KernelTrouble['severity'] | null {
  if (/^Kernel panic - not syncing\b/.test(line)) return 'panic';
  if (/^(watchdog: )?BUG: |^kernel BUG at |^Oops: |^general protection fault\b/.test(line)) {
    return 'oops';
  }
  return /^WARNING: .*\bat \S+/.test(line) ? 'warning' : null;
}

/** Just behind the last line that belongs to what begins at `start`. */
function endOf(
  lines: readonly string[],
  start: number,
  severity: KernelTrouble['severity'],
): number {
  const limit = Math.min(lines.length, start + MOST_LINES);
  for (let at = start + 1; at < limit; at++) {
    const line = lines[at] ?? '';
    if (END.test(line)) return at + 1;
    // An oops says several things of that kind before its trace.
    const next = severityOf(line);
    if (CUT_HERE.test(line) || (next !== null && next !== severity)) return at;
  }
  return limit;
}
