/**
 * Interrupts the command once nobody holds the other end of standard input any more: whoever
 * started it has let go, or was killed. A job in the background of such a shell does not get the
 * SIGINT of its group, but programs that handle that signal themselves hear it when it is theirs.
 */
const script = [
  'exec 3<&0',
  '"$@" </dev/null 3<&- &',
  'pid=$!',
  '{ while read -r _; do :; done <&3; kill -INT $pid; } >/dev/null 2>&1 &',
  'watch=$!',
  'exec 3<&-',
  'wait $pid',
  'code=$?',
  'kill $watch 2>/dev/null',
  'exit $code',
].join('\n');

/** The command, ended by the end of its standard input, which it does not read itself. */
export function leashed(argv: readonly string[]): readonly string[] {
  return ['sh', '-c', script, 'leash', ...argv];
}
