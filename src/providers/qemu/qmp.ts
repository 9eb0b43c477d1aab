/** The QEMU machine protocol (docs/interop/qmp-spec of QEMU): one JSON object a line. */
import { closeSync, openSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { basename, dirname } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';

export interface Qmp {
  /** @throws HarnessError when QEMU refuses the command, does not answer within 60 s, or is gone */
  execute(command: string, args?: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): void;
}

interface Answer {
  readonly id?: number;
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: string) => void;
}

const connectDeadlineMs = 15_000;
/** An emulated machine holds QEMU's big lock for long, but not for so long. */
const answerTimeoutMs = 60_000;

/**
 * Connects to a QEMU that may not listen yet. `alive` throws when it never will.
 * @throws HarnessError
 * @throws the signal's reason
 */
export async function openQmp(path: string, alive: () => void, signal: AbortSignal): Promise<Qmp> {
  const { value: socket } = await poll(
    async () => {
      alive();
      return tryConnect(path);
    },
    { signal, deadlineMs: connectDeadlineMs, firstPauseMs: 4, maxPauseMs: 50 },
  );
  if (socket === null) throw new HarnessError(`QEMU does not answer on ${path}`);
  const qmp = converse(socket);
  try {
    await qmp.execute('qmp_capabilities');
  } catch (error) {
    qmp.close();
    throw error;
  }
  return qmp;
}

/** By way of the open directory: a socket's own path ends at 107 bytes (unix(7)). */
function tryConnect(path: string): Promise<Socket | null> {
  const directory = openSync(dirname(path), 'r');
  return new Promise<Socket | null>((resolve) => {
    const socket = connect(`/proc/self/fd/${directory}/${basename(path)}`);
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.once('error', () => {
      resolve(null);
    });
  }).finally(() => {
    closeSync(directory);
  });
}

function converse(socket: Socket): Qmp {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const hangUp = (reason: string): void => {
    socket.destroy();
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const settle = (line: string): void => {
    const answer = parse(line);
    if (answer === null) {
      hangUp(`QEMU said what is no QMP: ${line}`);
      return;
    }
    if (answer.id === undefined) return; // greeting or event
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) asked?.resolve(answer.return);
    else asked?.reject(`QEMU refuses: ${answer.error.desc}`);
  };
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) settle(line);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    hangUp('QEMU ended');
  });
  return {
    execute: (command, args = {}) =>
      new Promise((resolve, reject) => {
        const fail = (reason: string): void => {
          clearTimeout(timer);
          reject(new HarnessError(`${command} failed: ${reason}`));
        };
        const timer = setTimeout(() => {
          hangUp(`QEMU gave no answer within ${answerTimeoutMs / 1000} s`);
        }, answerTimeoutMs);
        if (socket.destroyed) {
          fail('QEMU is gone');
          return;
        }
        const id = ++lastId;
        waiting.set(id, {
          resolve: (value) => {
            clearTimeout(timer);
            resolve(value);
          },
          reject: fail,
        });
        socket.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`);
      }),
    close: () => {
      hangUp('the connection was closed');
    },
  };
}

function parse(line: string): Answer | null {
  try {
    return JSON.parse(line) as Answer;
  } catch {
    return null;
  }
}
