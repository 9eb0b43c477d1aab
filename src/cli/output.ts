/** The process's two voices. */

/** Asked-for data, to stdout. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function printJson(data: unknown): void {
  print(JSON.stringify(data, null, 2));
}

/** Everything else, to stderr. */
export function say(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/**
 * A reader that has gone (`| head`), or a terminal that has, is no reason for a stack trace, and
 * nothing that happens to a stream may end a run that has machines to remove. Where asked-for data
 * got lost for another reason, on a full disk, `onLoss` is told.
 */
export function tolerateClosedStreams(onLoss: (error: Error) => void): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') onLoss(error);
  });
}
