/** The console of a node of a running lab. */
import { open, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { HarnessError } from '../lib/errors.ts';
import type { LabInfo } from './labs.ts';
import { openedLab } from './opened-lab.ts';

/** A console that is followed is looked at as often. */
const PERIOD_MS = 200;

export interface ConsoleOptions {
  readonly lab: LabInfo;
  readonly node: string;
  readonly write: (bytes: Uint8Array) => void;
  /** Aborted, it ends the following; null prints what there is and ends. */
  readonly follow: AbortSignal | null;
}

/**
 * Writes what a node said on its console, and goes on until the lab is gone.
 * @throws HarnessError where the lab has no consoles
 */
export async function readConsole({ lab, node, write, follow }: ConsoleOptions): Promise<void> {
  const { consoleLog } = await openedLab(lab);
  if (consoleLog === undefined) {
    throw new HarnessError(`nodes of the provider ${lab.provider} have no console that is logged`, {
      remedy: 'make the lab with --provider qemu',
    });
  }
  const path = consoleLog(node);
  let read = await copy(path, 0, write);
  if (read === null) throw new HarnessError(`${node} has said nothing yet: there is no ${path}`);
  while (follow?.aborted === false && read !== null) {
    await pause(PERIOD_MS, undefined, { signal: follow }).catch(() => undefined);
    read = await copy(path, read, write);
  }
}

/** Writes what the file has from there on. Returns its length, or null when it is gone. */
async function copy(
  path: string,
  from: number,
  write: (bytes: Uint8Array) => void,
): Promise<number | null> {
  const size = await stat(path).then(
    (file) => file.size,
    () => null,
  );
  if (size === null || size === from) return size;
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  // A console that is shorter than before is that of a machine started anew.
  const start = size < from ? 0 : from;
  try {
    const bytes = Buffer.alloc(size - start);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    write(bytes.subarray(0, bytesRead));
    return start + bytesRead;
  } finally {
    await file.close();
  }
}
