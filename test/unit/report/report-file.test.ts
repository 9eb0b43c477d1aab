import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HarnessError, UsageError } from '../../../src/lib/errors.ts';
import { reportWriter, telling } from '../../../src/report/report-writer.ts';
import { recorder } from '../../../src/report/record.ts';
import { openReportFile } from '../../../src/report/report-file.ts';
import { passingRun, startedAt } from './synthetic-run.ts';

function jsonReport(file: string) {
  return reportWriter(
    file,
    telling(recorder(startedAt), (record) => JSON.stringify(record)),
  );
}

describe('report files', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'wirelab-report-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('makes the parent directories and leaves nothing but the report', async () => {
    const report = await jsonReport(join(directory, 'a/b/r.json'));
    for (const event of passingRun()) report.onEvent(event);
    await report.finish();
    expect(await readdir(join(directory, 'a/b'))).toEqual(['r.json']);
    const content = JSON.parse(await readFile(join(directory, 'a/b/r.json'), 'utf8')) as object;
    expect(content).toMatchObject({ schemaVersion: 1, outcome: 'passed', totals: { checks: 2 } });
  });

  it('keeps the old report until the new one is whole', async () => {
    const file = join(directory, 'r.json');
    await writeFile(file, 'old');
    const report = await openReportFile(file);
    expect(await readFile(file, 'utf8')).toBe('old');
    await report.write('new');
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  it('writes through a symbolic link and into a device', async () => {
    await writeFile(join(directory, 'real.json'), '');
    await symlink(join(directory, 'real.json'), join(directory, 'link.json'));
    await (await openReportFile(join(directory, 'link.json'))).write('new');
    expect(await readFile(join(directory, 'real.json'), 'utf8')).toBe('new');

    await (await openReportFile('/dev/null')).write('gone');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('says so when the place is gone by the end', async () => {
    const report = await openReportFile(join(directory, 'sub/r.json'));
    await rm(join(directory, 'sub'), { recursive: true });
    await expect(report.write('new')).rejects.toThrow(HarnessError);
  });

  it('refuses what no directory can be made for', async () => {
    await expect(openReportFile('/proc/wirelab/r.json')).rejects.toThrow(UsageError);
  });

  it.each(['', 'file/below/r.json', 'missing\0name'])('refuses %j before the run', async (name) => {
    await writeFile(join(directory, 'file'), '');
    await expect(openReportFile(join(directory, name))).rejects.toThrow(UsageError);
  });
});
