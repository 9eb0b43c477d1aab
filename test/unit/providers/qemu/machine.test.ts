import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isAlive } from '../../../../src/lib/process-identity.ts';
import {
  causeOfDeath,
  killMachine,
  machineFiles,
  type MachineFiles,
  runningProcess,
  startMachine,
} from '../../../../src/providers/qemu/machine.ts';
import type { Qmp } from '../../../../src/providers/qemu/qmp.ts';

let base = '';
let files: MachineFiles;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'machine-'));
  files = machineFiles(join(base, 'nodes', 'n'.repeat(100)));
});
afterEach(async () => {
  await killMachine(files);
  rmSync(base, { recursive: true });
});

/** Starts a program in QEMU's place; it finds QEMU's arguments behind its own. */
function start(
  program: readonly [string, ...string[]],
  work: (qmp: Qmp) => Promise<void> = () => Promise.resolve(),
  signal = new AbortController().signal,
): Promise<void> {
  const inside = (argv: readonly string[]): [string, ...string[]] => [...program, ...argv];
  const lab = `machine-test-${process.pid}`;
  return startMachine({ lab, namespace: { inside }, files, argv: ['-nodefaults'] }, signal, work);
}

/** Answers each command with an empty object, and ends, with a word, when it is told to quit. */
const monitor = `
  const path = process.argv[process.argv.indexOf('-qmp') + 1].split(/[:,]/)[1];
  require('node:net').createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      const { execute, id } = JSON.parse(chunk.toString());
      if (execute === 'quit') {
        process.stderr.write('qemu: cannot load that');
        process.exit(1);
      }
      socket.write(JSON.stringify({ return: {}, id }) + '\\n');
    });
  }).listen(path);
`;
const fakeQemu = [process.execPath, '-e', monitor, '--'] as const;

test('it runs on after its monitor was used, and can be found and killed', async () => {
  const executed: unknown[] = [];
  await start(fakeQemu, async (qmp) => {
    executed.push(await qmp.execute('cont'));
  });
  expect(executed).toEqual([{}]);
  const running = runningProcess(files);
  expect(running).toBe(readFileSync(files.process, 'utf8'));
  expect(causeOfDeath(files)).toBeNull();
  await killMachine(files);
  expect(isAlive(running ?? '')).toBe(false);
  expect(causeOfDeath(files)).toContain('its QEMU process ended');
});

test('one that ends at once is told of with its own words, and soon', async () => {
  const startedAt = performance.now();
  const script = 'echo "qemu: could not open the disk" >&2; exit 1';
  await expect(start(['sh', '-c', script])).rejects.toMatchObject({
    name: 'HarnessError',
    message: 'QEMU ended: qemu: could not open the disk',
  });
  expect(performance.now() - startedAt).toBeLessThan(4000);
});

test('one that ends while it is talked to is told of with its own words', async () => {
  const quit = start(fakeQemu, async (qmp) => {
    await qmp.execute('quit');
  });
  await expect(quit).rejects.toThrow('QEMU ended: qemu: cannot load that');
});

test('one that cannot be started says so', async () => {
  await expect(start(['/nowhere/qemu'])).rejects.toThrow('spawn /nowhere/qemu ENOENT');
});

test('its process is known when the start is aborted before the monitor answers', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const starting = start(['sh', '-c', 'exec sleep 60'], undefined, controller.signal);
  await vi.waitUntil(() => existsSync(files.process));
  controller.abort(reason);
  await expect(starting).rejects.toBe(reason);
  expect(runningProcess(files)).not.toBeNull();
});

test('nothing is started after an abort', async () => {
  const reason = new Error('enough');
  await expect(start(fakeQemu, undefined, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(existsSync(files.directory)).toBe(false);
});

test('a panic is the cause of death, whatever else was said', async () => {
  await expect(start(['sh', '-c', 'echo bye >&2'])).rejects.toThrow('bye');
  expect(causeOfDeath(files)).toContain('(bye; see ');
  writeFileSync(files.console, 'x\n[1.0] Kernel panic - not syncing: no init\ny\n');
  expect(causeOfDeath(files)).toContain('(Kernel panic - not syncing: no init; see ');
});
