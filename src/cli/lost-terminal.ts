import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';

/** Standard input, output and error. */
const streams: readonly number[] = [0, 1, 2];

/**
 * At its end Node sets terminals back to how it found them, and aborts when one is gone
 * (node::ResetStdio); it leaves alone what is another file by then. So the descriptors of a
 * terminal that was closed meanwhile are given to /dev/null at the last moment.
 */
export function tolerateLostTerminal(): void {
  const terminals = streams.filter((fd) => isatty(fd));
  process.on('exit', () => {
    for (const fd of terminals.filter((each) => !isatty(each))) replace(fd);
  });
}

/** A new descriptor is the lowest one that is free, which is that of what was just closed. */
function replace(fd: number): void {
  try {
    closeSync(fd);
    openSync('/dev/null', 'r+');
  } catch {
    // Closed already: Node leaves that alone too.
  }
}
