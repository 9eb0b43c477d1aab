import { constants } from 'node:os';

const signalNumbers: Readonly<Record<string, number>> = constants.signals;

/**
 * 128 + n, as a shell reports a command that signal n ended. OpenSSH names only the signals of
 * RFC 4254, section 6.10; for another one (SIGBUS) the number is lost and 128 is returned.
 */
export function exitCodeOfSignal(name: string): number {
  return 128 + (signalNumbers[name] ?? 0);
}
