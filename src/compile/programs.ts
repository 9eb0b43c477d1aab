/** What the facts of a node leave out: which namespaces there are, and what its programs are given. */
import type { Node } from '../topology/model.ts';
import { SERVICE_DIRECTORY } from '../topology/service-files.ts';

const MARK = '== programs ==';

/** Shell lines that print it, behind everything else. */
export function programLines({ root, containers }: Node): readonly string[] {
  const serving = [root, ...containers].some(({ services }) => services.length > 0);
  return [
    `echo '${MARK}'`,
    'for ns in /run/netns/*; do echo "$ns"; done',
    ...(serving
      ? [
          `set -- ${SERVICE_DIRECTORY}/*.conf ${SERVICE_DIRECTORY}/*.d/*`,
          `for file in ${SERVICE_DIRECTORY}/*.pid; do`,
          '  [ -e "$file" ] && read -r pid <"$file" && set -- "$@" "/proc/$pid/cmdline" && echo "$file"',
          'done',
          'cat "$@" 2>/dev/null',
        ]
      : []),
    ':',
  ];
}

/** What was printed, in front of the mark and behind it. */
export function splitPrograms(stdout: string): {
  readonly state: string;
  readonly programs: string;
} {
  const at = stdout.lastIndexOf(`${MARK}\n`);
  if (at < 0) return { state: stdout, programs: '' };
  return { state: stdout.slice(0, at), programs: stdout.slice(at + MARK.length + 1) };
}
