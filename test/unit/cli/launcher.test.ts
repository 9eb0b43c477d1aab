import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const TIMEOUT_MS = 60_000;
/** As little as the compiler needs, for it reads all that it is given. */
const compilerOptions = { rootDir: '.', module: 'NodeNext', lib: ['ES5'], types: [] };
const run = promisify(execFile);

describe('the launcher', { timeout: TIMEOUT_MS }, () => {
  let project = '';
  const launch = () => run(process.execPath, [join(project, 'bin/wirelab.mjs')]);
  const write = async (text: string, time = new Date()) => {
    const file = join(project, 'src/cli/main.ts');
    await writeFile(file, `const text: string = '${text}';\nconsole.log(text);\n`);
    await utimes(file, time, time);
  };

  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'wirelab-launcher-'));
    await mkdir(join(project, 'src/cli'), { recursive: true });
    await cp(join(root, 'bin'), join(project, 'bin'), { recursive: true });
    await writeFile(join(project, 'package.json'), '{ "type": "module" }');
    await writeFile(join(project, 'tsconfig.build.json'), JSON.stringify({ compilerOptions }));
    await symlink(join(root, 'node_modules'), join(project, 'node_modules'));
    await write('one');
  });
  afterEach(async () => {
    await rm(project, { recursive: true });
  });

  it('builds when a source is newer, and only then', async () => {
    expect(await launch()).toEqual({ stdout: 'one\n', stderr: 'building…\n' });
    expect(await launch()).toEqual({ stdout: 'one\n', stderr: '' });
    await write('two', new Date(Date.now() + 1000));
    expect(await launch()).toEqual({ stdout: 'two\n', stderr: 'building…\n' });
    expect(await readdir(join(project, 'dist'))).toEqual(['src']);
  });

  it('works when several start at once', async () => {
    const ends = await Promise.all([launch(), launch()]);
    expect(ends.map(({ stdout }) => stdout)).toEqual(['one\n', 'one\n']);
    expect(await readdir(join(project, 'dist'))).toEqual(['src']);
  });

  it('needs no sources once installed', async () => {
    await launch();
    await rm(join(project, 'src'), { recursive: true });
    expect(await launch()).toEqual({ stdout: 'one\n', stderr: '' });
  });

  it('shows what does not compile, and keeps the last build', async () => {
    await launch();
    await writeFile(join(project, 'src/cli/main.ts'), 'const = ;\n');
    const later = new Date(Date.now() + 1000);
    await utimes(join(project, 'src/cli/main.ts'), later, later);
    await expect(launch()).rejects.toMatchObject({
      code: 3,
      stderr: expect.stringContaining('main.ts(1,7): error TS') as string,
    });
    expect(await readdir(join(project, 'dist'))).toEqual(['src']);
  });
});
