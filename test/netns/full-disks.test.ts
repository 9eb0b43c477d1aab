/** Disks without room for what a run writes beside its lab: small ones in mounts of their own. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { inMounts } from '../vm/in-mounts.ts';
import { takeStock } from '../vm/leftovers.ts';
import { pair, reaches, reachesNobody } from '../vm/scenario-text.ts';
import { type Ended, type PrivateHost, privateHost, recordOf } from '../vm/wirelab.ts';

/** Its last bytes are taken, so that only a name still fits. */
const fullDisk = [
  'mount -t tmpfs -o size=64k,mode=700 tmpfs "$1"',
  'dd if=/dev/zero of="$1/filler" bs=4k 2>/dev/null || true',
].join('; ');

describe.runIf(namespaceFailure() === null)('a run on namespaces', () => {
  let full: string;
  beforeEach(() => {
    full = join(mkdtempSync('/tmp/wl-full-'), 'disk');
    mkdirSync(full);
  });
  afterEach(() => {
    rmSync(join(full, '..'), { recursive: true });
  });

  async function using(
    env: NodeJS.ProcessEnv,
    inside: readonly string[],
    use: (run: (...args: readonly string[]) => Promise<Ended>, host: PrivateHost) => Promise<void>,
  ): Promise<void> {
    const host = privateHost(env, inside);
    const stock = takeStock(host);
    await use((...args) => host.run(['run', ...args, '--provider', 'netns']), host);
    await stock.expectNothingLeft();
    host.remove();
  }

  it('keeps its verdict when there is no room for its recording', async () => {
    await using({ XDG_STATE_HOME: full }, inMounts(fullDisk, full), async (run, host) => {
      const ended = await run(host.write('pair', pair(reachesNobody)), '--json');
      expect(recordOf(ended)).toMatchObject({ outcome: 'failed', recording: null });
      expect(ended.stderr).toMatch(/not recorded: ENOSPC|not kept: ENOSPC|ENOSPC/);
      expect(ended.code).toBe(1);
    });
  });

  it('ends with 3 when there is no room for its report', async () => {
    await using({}, inMounts(fullDisk, full), async (run, host) => {
      const report = join(full, 'report.json');
      const ended = await run(host.write('pair', pair(reaches)), '--report', `json=${report}`);
      expect(ended.stderr).toContain(`The report ${report} cannot be written: ENOSPC`);
      expect(ended.stderr).toContain('passed: 1 of 1 check');
      expect(ended.code).toBe(3);
    });
  });

  it('ends with 3 when there is no room for its lab', async () => {
    await using({ XDG_RUNTIME_DIR: full }, inMounts(fullDisk, full), async (run, host) => {
      const ended = await run(host.write('pair', pair(reaches)), '--json');
      expect(recordOf(ended)).toMatchObject({
        outcome: 'error',
        problems: [
          {
            message: expect.stringContaining('no space left on device') as string,
            remedy: 'make room there, or set XDG_RUNTIME_DIR to another directory',
          },
        ],
      });
      expect(ended.code).toBe(3);
    });
  });

  it.each([
    ['standard output', '>/dev/full', 3],
    ['standard error', '2>/dev/full', 0],
    ['a pipe that nobody reads', '2> >(exec true) | true; exit ${PIPESTATUS[0]}', 0],
  ])('cleans up when %s cannot be written', async (_, redirection, code) => {
    await using({}, ['bash', '-c', `"$@" ${redirection}`, 'bash'], async (run, host) => {
      const ended = await run(host.write('pair', pair(reaches)), '--json');
      expect(ended.code).toBe(code);
    });
  });
});
