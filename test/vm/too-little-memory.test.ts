/** Hosts without the memory that the nodes of a scenario want. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inMounts } from './in-mounts.ts';
import { takeStock } from './leftovers.ts';
import { pair, reaches } from './scenario-text.ts';
import { type PrivateHost, privateHost, recordOf } from './wirelab.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

describe('a run of nodes that want 512 MiB together', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync('/tmp/wl-memory-');
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** Ends before anything is made, and says how much is missing. */
  async function expectRefusal(host: PrivateHost, message: RegExp): Promise<void> {
    const stock = takeStock(host);
    const run = host.start(['run', host.write('pair', pair(reaches)), '--json']);
    const ended = await run.ended;
    expect(recordOf(ended).problems).toMatchObject([
      {
        message: expect.stringMatching(message) as string,
        remedy: expect.stringContaining('use smaller node kinds') as string,
      },
    ]);
    expect(ended.stderr).not.toContain(' provide\n');
    expect(ended.code).toBe(3);
    await stock.expectNothingLeft();
    host.remove();
  }

  it('is refused where 700 MiB are free, of which 256 are kept back', async () => {
    const poor = join(directory, 'meminfo');
    const real = readFileSync('/proc/meminfo', 'utf8');
    writeFileSync(poor, real.replace(/^MemAvailable:.*$/m, `MemAvailable: ${700 * 1024} kB`));
    const host = privateHost({}, inMounts('mount --bind "$1" /proc/meminfo', poor));
    const message = /^the nodes want 512 MiB of memory; 444 of \d+ MiB are free$/;
    await expectRefusal(host, message);
  });

  it('is refused where the site lends 500 MiB', async () => {
    cpSync(join(projectRoot, 'inventory'), directory, { recursive: true });
    writeFileSync(join(directory, 'site.yaml'), 'cpus: auto\nmemory: 500MiB\n');
    const host = privateHost({ WIRELAB_INVENTORY: directory });
    const message = /^the nodes want 512 MiB of memory; the site lends 500 MiB$/;
    await expectRefusal(host, message);
  });
});
