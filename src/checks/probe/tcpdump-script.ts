/** Shell for watching packets where a script runs, on all of the namespace's devices. */
import { shellQuote } from '../../lib/shell-quote.ts';

/** Should nobody come to end it. */
const LONGEST_S = 120;

/**
 * Starts tcpdump and comes back once it captures, with its process in `$dump` and what it sees in
 * the file `$seen`; fails with what it said when it does not come to that.
 */
export function watchLines(filter: string, options: readonly string[] = []): string {
  const command = ['tcpdump', '-i', 'any', '-n', '-l', '--immediate-mode', ...options];
  return [
    'seen=$(mktemp)',
    `timeout ${LONGEST_S} ${command.join(' ')} ${shellQuote(filter)} </dev/null >"$seen" 2>"$seen.err" &`,
    'dump=$!; tries=0',
    `until grep -qs 'listening on' "$seen.err"; do`,
    '  tries=$((tries + 1))',
    '  if [ ! -e "/proc/$dump/exe" ] || [ $tries -gt 200 ]; then',
    '    cat "$seen.err"; rm -f "$seen" "$seen.err"; dump=; break',
    '  fi',
    '  sleep 0.05',
    'done',
    '[ -n "$dump" ]',
  ].join('\n');
}

/**
 * Ends it, once it has seen what `awaited` matches (as grep(1) has it) or a second has gone by, and
 * prints what it saw.
 */
export function watchedLines(awaited: string | null): string {
  const wait =
    awaited === null
      ? []
      : [
          `tries=0; until grep -q ${shellQuote(awaited)} "$seen" || [ $tries -ge 20 ]; do`,
          '  tries=$((tries + 1)); sleep 0.05',
          'done',
        ];
  return [
    'if [ -n "$dump" ]; then',
    ...wait.map((line) => `  ${line}`),
    '  kill -s TERM "$dump" 2>/dev/null',
    '  while [ -e "/proc/$dump/exe" ]; do sleep 0.05; done',
    '  cat "$seen"; rm -f "$seen" "$seen.err"',
    'fi',
  ].join('\n');
}
