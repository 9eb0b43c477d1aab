import { asRoot } from '../../src/lib/user-namespace.ts';

/**
 * What stands in front of a command so that it runs among mounts of its own, as the script leaves
 * them; `$1` and so on are the words.
 */
export function inMounts(script: string, ...words: readonly string[]): readonly string[] {
  const whole = `set -e; ${script}; shift ${words.length}; exec "$@"`;
  return ['unshare', ...asRoot, '--mount', '--', 'sh', '-c', whole, 'mounts', ...words];
}
