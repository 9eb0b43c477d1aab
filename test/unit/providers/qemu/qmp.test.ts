import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openQmp } from '../../../../src/providers/qemu/qmp.ts';

const never = new AbortController().signal;
const alive = (): void => undefined;

let directory = '';
let path = '';
let server: Server | null = null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'qmp-'));
  path = join(directory, 'qmp.sock');
});
afterEach(() => {
  server?.close();
  rmSync(directory, { recursive: true });
});

interface Asked {
  readonly execute: string;
  readonly arguments: unknown;
  readonly id: number;
}

/** Says what `answer` makes of a command; the capabilities are always granted. */
function listen(answer: (asked: Asked, socket: Socket) => void): Promise<void> {
  server = createServer((socket) => {
    socket.write('{"QMP": {"version": {}}}\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().trim().split('\n')) {
        const asked = JSON.parse(line) as Asked;
        if (asked.execute === 'qmp_capabilities') reply(socket, { return: {}, id: asked.id });
        else answer(asked, socket);
      }
    });
    socket.on('error', () => undefined);
  });
  return new Promise((resolve) => server?.listen(path, resolve));
}

function reply(socket: Socket, object: unknown): void {
  socket.write(`${JSON.stringify(object)}\r\n`);
}

test('answers find their questions, whatever the order and the events between', async () => {
  const asked: Asked[] = [];
  await listen((question, socket) => {
    asked.push(question);
    if (asked.length < 2) return;
    reply(socket, { event: 'STOP', timestamp: {} });
    for (const { id, execute } of asked.toReversed()) reply(socket, { return: execute, id });
  });
  const qmp = await openQmp(path, alive, never);
  const both = [qmp.execute('stop'), qmp.execute('migrate', { uri: 'exec:cat' })];
  expect(await Promise.all(both)).toEqual(['stop', 'migrate']);
  expect(asked.map((each) => each.arguments)).toEqual([{}, { uri: 'exec:cat' }]);
  qmp.close();
});

test('an answer may come in pieces, in the middle of a character too', async () => {
  await listen(({ id }, socket) => {
    const bytes = Buffer.from(`${JSON.stringify({ return: 'größe', id })}\r\n`);
    const middle = bytes.indexOf(0xc3) + 1;
    socket.setNoDelay().write(bytes.subarray(0, middle), () => {
      setImmediate(() => socket.write(bytes.subarray(middle)));
    });
  });
  const qmp = await openQmp(path, alive, never);
  expect(await qmp.execute('query')).toBe('größe');
  qmp.close();
});

test('a refusal names the command and the reason', async () => {
  await listen(({ id }, socket) => {
    reply(socket, { error: { class: 'GenericError', desc: 'no such device' }, id });
  });
  const qmp = await openQmp(path, alive, never);
  await expect(qmp.execute('device_add')).rejects.toMatchObject({
    name: 'HarnessError',
    message: 'device_add failed: QEMU refuses: no such device',
  });
  qmp.close();
});

test('a lost connection fails what is asked and what is asked later', async () => {
  await listen((_, socket) => socket.destroy());
  const qmp = await openQmp(path, alive, never);
  await expect(qmp.execute('cont')).rejects.toThrow('cont failed: QEMU ended');
  await expect(qmp.execute('stop')).rejects.toThrow('stop failed: QEMU is gone');
});

test('what is no QMP ends the conversation', async () => {
  await listen((_, socket) => socket.write('{"return": \n'));
  const qmp = await openQmp(path, alive, never);
  await expect(qmp.execute('cont')).rejects.toThrow('QEMU said what is no QMP: {"return": ');
});

test('a machine that is known to be dead is not waited for', async () => {
  const dead = (): void => {
    throw new Error('dead');
  };
  await expect(openQmp(path, dead, never)).rejects.toThrow('dead');
});

test('an abort ends the wait for a machine that does not listen yet', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const abortOnSecondTry = (): void => {
    controller.abort(reason);
  };
  await expect(openQmp(path, abortOnSecondTry, controller.signal)).rejects.toBe(reason);
});

test('the path may be longer than a socket address', async () => {
  const deep = join(directory, 'd'.repeat(120));
  mkdirSync(deep);
  const descriptor = openSync(deep, 'r');
  path = `/proc/self/fd/${descriptor}/qmp.sock`;
  await listen(({ id }, socket) => {
    reply(socket, { return: 'here', id });
  });
  closeSync(descriptor);
  const qmp = await openQmp(join(deep, 'qmp.sock'), alive, never);
  expect(await qmp.execute('query')).toBe('here');
  qmp.close();
});
