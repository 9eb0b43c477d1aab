import { shellQuote } from '../../lib/shell-quote.ts';

/** The shortest pause between two requests that anybody may ask for (ping(8), -i). */
export const MIN_INTERVAL_MS = 200;
/** For starting the processes of a probe, on a fast machine. */
const START_MS = 10_000;

export interface PingOptions {
  readonly count: number;
  readonly intervalMs: number;
  /** How long to wait for the answers, after the last request. */
  readonly waitMs: number;
  /** Echo identifier, 16 bits; without it ping chooses one. */
  readonly identifier?: number;
}

/** A ping of an address as one line of shell. */
export function pingCommand(address: string, options: PingOptions): string {
  return pingWord(shellQuote(address), options);
}

/** The same for an address that the shell knows: `word` is put in as it is. */
export function pingWord(word: string, options: PingOptions): string {
  const flags = [
    '-n',
    '-c',
    options.count,
    '-i',
    options.intervalMs / 1000,
    '-W',
    waitSeconds(options),
  ];
  if (options.identifier !== undefined) flags.push('-e', options.identifier);
  return `ping ${flags.join(' ')} ${word}`;
}

/** The longest that a probe with these pings may take. */
export function probeTimeoutMs(pings: readonly PingOptions[], timeFactor: number): number {
  return pings.reduce(
    (sum, ping) => sum + ping.count * ping.intervalMs + waitSeconds(ping) * 1000,
    START_MS * timeFactor,
  );
}

function waitSeconds(options: PingOptions): number {
  return Math.ceil(options.waitMs / 1000);
}
