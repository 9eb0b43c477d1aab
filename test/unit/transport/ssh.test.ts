import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { HarnessError } from '../../../src/lib/errors.ts';
import type { SshAccess } from '../../../src/providers/provider.ts';
import { openSsh } from '../../../src/transport/ssh/open.ts';
import type { OpenSshOptions } from '../../../src/transport/ssh/open.ts';
import { transportConformance } from '../../conformance/transport.ts';
import { makeKey, makeServer } from './sshd.ts';

vi.setConfig({ testTimeout: 30_000 });

const server = makeServer();
afterAll(() => {
  server.remove();
});

const open = (access: SshAccess, options: Partial<OpenSshOptions> = {}) =>
  openSsh(access, {
    signal: new AbortController().signal,
    deadlineMs: 20_000,
    alive: () => Promise.resolve(null),
    node: 'node1',
    ...options,
  });

/** Shell text that leaves one line per start of the proxy, with its process number. */
const countIn = (file: string) => `echo $$ >> '${join(server.directory, file)}'`;
const startsIn = (file: string) =>
  readFileSync(join(server.directory, file), 'utf8').trim().split('\n');

// Without an SSH server on this machine the transport is tried on real nodes only (test/vm).
describe.runIf(existsSync('/usr/sbin/sshd'))('with the SSH server of this machine', () => {
  transportConformance('ssh', () => open(server.access), {
    cut: (transport) => transport.exec(['sh', '-c', 'kill -9 $PPID']).catch(() => null),
  });

  describe('opening', () => {
    test('a wrong host key is refused, once', async () => {
      const hostKey = makeKey(server.directory, 'other-host');
      const access = { ...server.accessAfter(countIn('wrong-host')), hostKey };
      await expect(open(access)).rejects.toThrow(HarnessError);
      await expect(open(access)).rejects.toThrow(
        `node1: the host key is not the pinned one: expected ssh-ed25519 ${hostKey}, ` +
          `got ${server.access.hostKey}`,
      );
      expect(startsIn('wrong-host')).toHaveLength(2);
    });

    test('a refused login is not tried again', async () => {
      makeKey(server.directory, 'stranger');
      const keyFile = join(server.directory, 'stranger');
      const access = { ...server.accessAfter(countIn('wrong-key')), keyFile };
      await expect(open(access)).rejects.toThrow(/^node1: SSH as .* is refused/);
      expect(startsIn('wrong-key')).toHaveLength(1);
    });

    test('a key file that is none is named', async () => {
      const keyFile = join(server.directory, 'config');
      await expect(open({ ...server.access, keyFile })).rejects.toThrow(
        `cannot use the SSH key ${keyFile}`,
      );
    });

    test('a proxy that cannot be started fails at once', async () => {
      const access = { ...server.access, proxy: ['/no/such/proxy'] };
      await expect(open(access)).rejects.toThrow(
        'node1: the proxy command cannot be started: /no/such/proxy',
      );
    });

    test('a server that comes later is waited for', async () => {
      const file = join(server.directory, 'late');
      const script = `${countIn('late')}; [ "$(wc -l < '${file}')" -ge 4 ] || exit 1`;
      const transport = await open(server.accessAfter(script));
      expect((await transport.exec(['echo', 'up'])).stdout).toBe('up\n');
      await transport.close();
      expect(startsIn('late')).toHaveLength(4);
    });

    test('the deadline names the last error and what the proxy said', async () => {
      const access = { ...server.access, proxy: ['sh', '-c', 'echo nobody home >&2; exit 7'] };
      await expect(open(access, { deadlineMs: 300 })).rejects.toThrow(
        /^node1 did not answer over SSH within 0\.3 s \(\d+ tries; the last one: .*exit code 7: nobody home\)$/,
      );
    });

    test('a server that never speaks runs into the deadline', async () => {
      const access = { ...server.access, proxy: ['sleep', '60'] };
      await expect(open(access, { deadlineMs: 300 })).rejects.toThrow(
        /Timed out while waiting for handshake\)$/,
      );
    });

    test('a machine that is gone ends the wait with the reason', async () => {
      const access = { ...server.access, proxy: ['false'] };
      const alive = () => Promise.resolve('QEMU ended with exit code 1');
      await expect(open(access, { alive })).rejects.toThrow(
        'node1 is gone: QEMU ended with exit code 1',
      );
    });

    test('an abort rejects with its reason and leaves no proxy', async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const marker = join(server.directory, 'aborted');
      const access = {
        ...server.access,
        proxy: ['sh', '-c', `${countIn('aborted')}; exec sleep 60`],
      };
      const opening = expect(open(access, { signal: controller.signal })).rejects.toBe(reason);
      await expect.poll(() => existsSync(marker) && readFileSync(marker, 'utf8')).toMatch(/\n/);
      controller.abort(reason);
      await opening;
      expect(isRunning(startsIn('aborted')[0])).toBe(false);
    });
  });

  describe('an open connection', () => {
    test('is lost when keep-alives stay unanswered', async () => {
      const transport = await open(server.accessAfter(countIn('frozen')), { keepAliveMs: 100 });
      const running = transport.exec(['sh', '-c', 'while echo; do sleep 0.2; done']);
      const outcome = expect(running).rejects.toThrow(
        /^node1: the SSH connection is lost: Keepalive/,
      );
      await transport.exec(['sh', '-c', 'kill -STOP $PPID']).catch(() => null);
      await outcome;
      await transport.close();
      expect(isRunning(startsIn('frozen')[0])).toBe(false);
    });

    test('is lost when the proxy ends its output but stays', async () => {
      const script = '"$@"; exec >&- 2>&-; exec sleep 60';
      const proxy = ['sh', '-c', script, 'sh', ...server.access.proxy];
      const transport = await open({ ...server.access, proxy });
      await expect(transport.exec(['sh', '-c', 'kill -9 $PPID'])).rejects.toThrow(
        'node1: the SSH connection is lost: closed by the other side',
      );
      await transport.close();
    });

    test('that is lost because the machine is gone says so', async () => {
      let gone: string | null = null;
      const transport = await open(server.access, { alive: () => Promise.resolve(gone) });
      gone = 'QEMU was ended by SIGKILL';
      await expect(transport.exec(['sh', '-c', 'kill -9 $PPID'])).rejects.toThrow(
        'node1 is gone: QEMU was ended by SIGKILL',
      );
      await transport.close();
    });

    test('ends its proxy on close', async () => {
      const transport = await open(server.accessAfter(countIn('closed')));
      expect(isRunning(startsIn('closed')[0])).toBe(true);
      await transport.close();
      expect(isRunning(startsIn('closed')[0])).toBe(false);
    });

    test('waits for its turn when the server has no session left', async () => {
      const small = makeServer(['MaxSessions 1']);
      const transport = await open(small.access);
      const running = Array.from({ length: 8 }, () => transport.exec(['true']));
      for (const { exitCode } of await Promise.all(running)) expect(exitCode).toBe(0);
      await transport.close();
      small.remove();
    });

    test('refuses a command line that Linux would not take', async () => {
      const transport = await open(server.access);
      await expect(transport.exec(['echo', 'x'.repeat(200_000)])).rejects.toThrow(
        /^node1: a command line of 200\d{3} bytes is longer than the 131071 that Linux takes$/,
      );
      await transport.close();
    });

    test('refuses a NUL byte in an argument', async () => {
      const transport = await open(server.access);
      await expect(transport.exec(['echo', 'a\0b'])).rejects.toThrow(HarnessError);
      expect((await transport.exec(['true'])).exitCode).toBe(0);
      await transport.close();
    });

    test('stops a command that says more than 64 MiB, and goes on', async () => {
      const transport = await open(server.access);
      await expect(transport.exec(['cat', '/dev/zero'])).rejects.toThrow(
        'node1: a command said more than 67108864 bytes',
      );
      expect((await transport.exec(['true'])).exitCode).toBe(0);
      await transport.close();
    });
  });

  function isRunning(pid: string | undefined): boolean {
    try {
      process.kill(Number(pid), 0);
      return true;
    } catch {
      return false;
    }
  }
});
