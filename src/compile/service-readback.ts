/** Shell lines that print what is there of services; parse-service.ts reads it. */
import { servicePath } from '../topology/service-files.ts';
import type { Service } from '../topology/services.ts';

/**
 * One service: `= web 1234` while process 1234 is alive, `= web stopped` when it was not started,
 * `= web ended` and its last words, each behind a bar, when it is gone. A process that has ended and
 * was not waited for yet has no executable any more.
 */
export function serviceReadLines(container: string | null, service: Service): readonly string[] {
  const path = servicePath(container, service.name);
  const { name } = service;
  return [
    `if [ ! -e ${path}.pid ]; then echo '= ${name} stopped'`,
    `elif read -r pid <${path}.pid && [ -e "/proc/$pid/exe" ]; then`,
    `  echo "= ${name} $pid"; pids="$pids $pid"`,
    `else echo '= ${name} ended'; tail -n 5 ${path}.log | sed 's/^/|/'; fi`,
  ];
}

/**
 * The sockets of the processes in `$pids`: which process has which, then the listening ones of
 * each process's namespace.
 */
export const socketReadLines: readonly string[] = [
  'fds=; tables=',
  'for pid in $pids; do',
  '  fds="$fds /proc/$pid/fd"; tables="$tables /proc/$pid/net/tcp /proc/$pid/net/tcp6"',
  'done',
  'if [ -n "$pids" ]; then',
  `  find $fds -lname 'socket:*' -printf '%h %l\\n' || :`,
  `  grep -Hs ' 0A ' $tables || :`,
  'fi',
];
