import type { ClientChannel } from 'ssh2';
import { maxOutputBytes } from '../output-limit.ts';

/** Precedes the process group's number on standard error. */
const groupMark = 'wirelab-group ';

/**
 * Shell text that announces the process group of all that follows it. sshd makes every command
 * the leader of a session, so the shell's own number is the group's.
 */
export const announceGroup = `echo "${groupMark}$$" >&2`;

/** What a running command has said so far. */
export interface Output {
  stdout(): Buffer;
  /** Without the announcement of the process group. */
  stderr(): Buffer;
  /** Resolves when the command has announced its process group. */
  readonly group: Promise<number>;
}

/** Gathers a command's output; `onOverflow` is called once past `maxOutputBytes`. */
export function gather(channel: ClientChannel, onOverflow: () => void): Output {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let bytes = 0;
  const keep = (chunks: Buffer[], chunk: Buffer) => {
    if (bytes > maxOutputBytes) return;
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes > maxOutputBytes) onOverflow();
  };
  channel.on('data', (chunk: Buffer) => {
    keep(stdout, chunk);
  });
  const group = new Promise<number>((resolve) => {
    let isFound = false;
    channel.stderr.on('data', (chunk: Buffer) => {
      keep(stderr, chunk);
      if (isFound) return;
      const mark = findMark(Buffer.concat(stderr));
      if (mark === null) return;
      isFound = true;
      resolve(mark.group);
    });
  });
  return {
    stdout: () => Buffer.concat(stdout),
    stderr: () => {
      const all = Buffer.concat(stderr);
      const mark = findMark(all);
      return mark === null
        ? all
        : Buffer.concat([all.subarray(0, mark.start), all.subarray(mark.end)]);
    },
    group,
  };
}

function findMark(text: Buffer): { start: number; end: number; group: number } | null {
  const start = text.indexOf(groupMark);
  const newline = start < 0 ? -1 : text.indexOf('\n', start);
  if (newline < 0) return null;
  const group = Number(text.toString('latin1', start + groupMark.length, newline));
  return { start, end: newline + 1, group };
}
