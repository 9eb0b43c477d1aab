/** The QEMU machine protocol (docs/interop/qmp-spec of QEMU): one JSON object a line. */
import { connect, type Socket } from 'node:net';
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';

export interface Qmp {
  /** @throws HarnessError when QEMU refuses the command or is gone */
  execute(command: string, args?: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): void;
}

interface Answer {
  readonly id?: number;
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

interface Waiting {
  readonly command: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Connects to a QEMU that may not listen yet. `alive` throws when it never will. */
export async function openQmp(path: string, alive: () => void, signal: AbortSignal): Promise<Qmp> {
  const { value: socket } = await poll(
    async () => {
      alive();
      return tryConnect(path);
    },
    { signal, deadlineMs: 15_000, firstPauseMs: 4, maxPauseMs: 50 },
  );
  if (socket === null) throw new HarnessError(`QEMU does not answer on ${path}`);
  const qmp = converse(socket);
  await qmp.execute('qmp_capabilities');
  return qmp;
}

function tryConnect(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.once('error', () => {
      resolve(null);
    });
  });
}

function converse(socket: Socket): Qmp {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const failAll = (): void => {
    for (const { command, reject } of waiting.values()) {
      reject(new HarnessError(`QEMU ended while it was asked to ${command}`));
    }
    waiting.clear();
  };
  const settle = (line: string): void => {
    const answer = JSON.parse(line) as Answer;
    if (answer.id === undefined) return; // greeting or event
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) asked?.resolve(answer.return);
    else {
      asked?.reject(new HarnessError(`QEMU refused to ${asked.command}: ${answer.error.desc}`));
    }
  };
  let rest = '';
  socket.on('data', (chunk) => {
    const lines = `${rest}${chunk.toString()}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) settle(line);
  });
  socket.on('error', failAll);
  socket.on('close', failAll);
  return {
    execute(command, args = {}) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(new HarnessError(`QEMU is gone; it cannot ${command}`));
          return;
        }
        waiting.set(id, { command, resolve, reject });
        socket.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`);
      });
    },
    close() {
      socket.destroy();
    },
  };
}
