import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import type { SshAccess } from '../../../src/providers/provider.ts';
import { interactiveArgv, knownHostsLine } from '../../../src/transport/ssh/interactive.ts';
import { makeKey, makeServer } from './sshd.ts';

const server = makeServer();
afterAll(() => {
  server.remove();
});
const run = promisify(execFile);

async function ssh(access: SshAccess, pinned: SshAccess): Promise<string> {
  const knownHostsFile = join(server.directory, 'known hosts');
  writeFileSync(knownHostsFile, knownHostsLine(pinned, 'node1'));
  const options = { alias: 'node1', knownHostsFile, command: ['echo', 'here'] };
  const [program = '', ...args] = interactiveArgv(access, options);
  return (await run(program, args)).stdout;
}

test('ssh(1) reaches the machine through the proxy', async () => {
  expect(await ssh(server.access, server.access)).toBe('here\n');
});

test('the proxy command reaches ssh(1) unharmed', async () => {
  const said = join(server.directory, "it's said");
  const access = server.accessAfter(`printf '%s' "\\$HOME %h 'x'" > "${said}"`);
  expect(await ssh(access, access)).toBe('here\n');
  const { stdout } = await run('cat', [said]);
  expect(stdout).toBe("$HOME %h 'x'");
});

test('another host key is refused', async () => {
  const hostKey = makeKey(server.directory, 'other');
  await expect(ssh(server.access, { ...server.access, hostKey })).rejects.toThrow(
    'Host key verification failed',
  );
});
