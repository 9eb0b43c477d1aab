/** Sockets, keys and records of a lab are for its owner alone. */
import { chmodSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheDirectory } from '../../src/lib/directories.ts';
import { filesBelow, modeOf, reachableByOthers } from './reachable.ts';
import { pair, reaches } from './scenario-text.ts';
import { privateHost, recordOf } from './wirelab.ts';

describe('the files of a lab', () => {
  const host = privateHost();
  let labs = '';
  let lab = '';
  beforeAll(async () => {
    // What a user would have whose directories are open to all.
    chmodSync(host.directory, 0o755);
    chmodSync(host.runtime, 0o755);
    process.umask(0);
    const up = await host.run(['up', host.write('pair', pair(reaches)), '--json']);
    process.umask(0o022);
    labs = join(host.runtime, 'wirelab', 'labs');
    lab = join(labs, recordOf(up).kept ?? '');
  });
  afterAll(async () => {
    await host.run(['clean', '--all']);
    host.remove();
  });

  it('are out of reach for others, whatever the umask', () => {
    const names = new Set(filesBelow(lab).map((path) => basename(path)));
    expect(names).toContain('qmp.sock');
    expect(names).toContain('console.log');
    expect(reachableByOthers(host.runtime)).toEqual([]);
    expect(
      [join(host.runtime, 'wirelab'), labs, lab, join(lab, 'nodes', 'node1')].map(modeOf),
    ).toEqual(['0700', '0700', '0700', '0700']);
    expect(modeOf(join(lab, 'lab.json'))).toBe('0600');
  });

  it('have keys that nobody else can read', () => {
    const keys = filesBelow(cacheDirectory()).filter((path) => /\/(host|client)_key$/.test(path));
    expect(keys.length).toBeGreaterThan(1);
    expect([...new Set(keys.map(modeOf))]).toEqual(['0600']);
    expect(reachableByOthers(cacheDirectory())).toEqual([]);
  });
});
