import type { Target } from '../../topology/checks/parts.ts';
import type { Family } from '../../topology/prefix.ts';
import { pingCommand, pingWord, type PingOptions } from './ping-command.ts';

/**
 * The ping by which a source proves itself, as lines of shell. Without a control target it pings
 * the last of its own addresses (loopback is first).
 */
export function controlPing(control: Target | null, family: Family, ping: PingOptions): string {
  if (control !== null) return pingCommand(control.address, ping);
  const word = family === 4 ? 'inet' : 'inet6';
  return [
    'own=; before=',
    `for word in $(ip -o -${family} address show up); do`,
    `  case $before:$word in ${word}:fe80:*) ;; ${word}:*) own=\${word%%/*};; esac`,
    '  before=$word',
    'done',
    `if [ -n "$own" ]; then ${pingWord('"$own"', ping)}; else echo 'it has no address'; false; fi`,
  ].join('\n');
}

/** What of a control's output says why it failed, in one line. */
export function controlWords(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const summary = lines.find((line) => line.includes('packets transmitted'));
  return summary ?? lines.at(-1) ?? 'no output';
}
