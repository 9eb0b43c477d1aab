/** What is written beside times of a node's clock, so that they mean something when it is set. */

/**
 * Names of the files on nodes that hold such times while a step is played: whoever sets the clock
 * leaves marks in them.
 */
export const WATCHED = '/run/wirelab-watched-';

/** A shell line that prints a reading, see `parseClockReadings`. */
export const READ_CLOCK =
  'read -r from _ </proc/uptime; wall=$(date +%s%3N); read -r to _ </proc/uptime; ' +
  'echo "clock $from $wall $to"';

/** Shell lines that set a clock by `set`, with marks and readings before and after. */
export function setClock(byMs: number, set: string): string {
  const mark = (text: string) =>
    `for file in ${WATCHED}*; do [ ! -e "$file" ] || echo "${text}" >>"$file"; done`;
  return [
    `${READ_CLOCK}; begun=$from`,
    mark(`clock is set by ${byMs} ms at $wall`),
    ...[set, READ_CLOCK],
    mark('clock was set from $begun to $to'),
  ].join('\n');
}
