/** Images and templates that somebody has damaged. */
import {
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pair, reaches } from '../vm/scenario-text.ts';
import { type Ended, type PrivateHost, privateHost, recordOf } from '../vm/wirelab.ts';
import { privateCache } from './private-cache.ts';

describe('damage', () => {
  let directory: string;
  let host: PrivateHost;
  const run = (): Promise<Ended> => host.run(['run', host.write('pair', pair(reaches)), '--json']);
  beforeAll(async () => {
    directory = mkdtempSync('/tmp/wl-damage-');
    host = privateHost({ XDG_CACHE_HOME: privateCache(directory, 'debian-13-') });
    expect(recordOf(await run())).toMatchObject({ outcome: 'passed' });
  });
  afterAll(async () => {
    await host.run(['clean', '--all']);
    host.remove();
    rmSync(directory, { recursive: true });
  });

  /** The directory in the cache whose name has the text. */
  function only(part: 'images' | 'templates', text: string): string {
    const place = join(directory, 'wirelab', part);
    const names = readdirSync(place).filter((name) => name.includes(text));
    expect(names).toHaveLength(1);
    return join(place, names[0] ?? '');
  }

  /** Puts other bytes into a file, which keeps its size and its time. */
  function turn(file: string): void {
    const { size, atime, mtime } = statSync(file);
    const garbage = Buffer.alloc(Math.min(size, 64 * 1024 * 1024), 0xa5);
    writeFileSync(file, garbage, { flag: 'r+' });
    utimesSync(file, atime, mtime);
  }

  /** The run that meets it ends with 3 and says so; the next one is as good as any. */
  async function expectRecovery(message: RegExp): Promise<void> {
    const broken = await run();
    const { outcome, problems } = recordOf(broken);
    expect({ outcome, code: broken.code }).toEqual({ outcome: 'error', code: 3 });
    const told = problems.map((problem) => `${problem.message} / ${problem.remedy ?? ''}`);
    expect(told.join('\n')).toMatch(message);
    expect(told.join('\n')).toContain('it was removed; run again, and ');
    expect(recordOf(await run())).toMatchObject({ outcome: 'passed', problems: [] });
  }

  it('of a device state is found when QEMU refuses it', async () => {
    turn(join(only('templates', '-1nics-'), 'state'));
    await expectRecovery(/the template in \S+ is damaged: state is not what was once written/);
  });

  it('of a memory file is found when nodes do not answer', async () => {
    turn(join(only('templates', '-1nics-'), 'memory'));
    await expectRecovery(/the template in \S+ is damaged: memory is not what was once written/);
  });

  it('of a template that misses a file is found before anything starts', async () => {
    rmSync(join(only('templates', '-1nics-'), 'state'));
    await expectRecovery(/the template in \S+ is damaged: it has no state/);
  });

  it('of an image that was cut short is found before anything starts', async () => {
    truncateSync(join(only('images', 'debian-13-'), 'root.ext4'), 1_000_000);
    await expectRecovery(
      /the image in \S+ is damaged: root\.ext4 has 1000000 bytes instead of \d+/,
    );
  });
});
