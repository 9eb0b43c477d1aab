import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { wirelab } from '../../../src/cli/program.ts';
import { findScenario } from '../../../src/scenario/find.ts';
import { codeIn, readPage } from './markdown.ts';
import { projectDirectory } from './source-files.ts';
import { combinationsOf, commandLines, readWorkflows } from './workflows.ts';

const workflows = readWorkflows();
const lines = commandLines(workflows);
const { scripts } = JSON.parse(readFileSync(join(projectDirectory, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** What a line asks of wirelab; null when it asks nothing of it. */
function wirelabArguments(line: string): readonly string[] | null {
  const [command = ''] = line.split(/ (?:>>?|\|) /);
  const script = /^npm run scenario(?: -- (.*))?$/.exec(command);
  if (script !== null) return ['run', ...(script[1]?.split(' ') ?? [])];
  return /^npx wirelab (.*)$/.exec(command)?.[1]?.split(' ') ?? null;
}

/** Parses the arguments as the real command line does, and returns the verb's without running it. */
async function parsed(args: readonly string[]): Promise<readonly string[]> {
  const program = wirelab();
  const names: string[] = [];
  const disarm = (command: Command): void => {
    command
      .action(() => void names.push(...command.args))
      .configureOutput({ writeErr: () => undefined });
    for (const inner of command.commands) disarm(inner);
  };
  for (const verb of program.commands) disarm(verb);
  await program.parseAsync(['node', 'wirelab', ...args]);
  return names;
}

describe('workflows', () => {
  it('are there, and run something', () => {
    expect(workflows.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['.github/workflows/ci.yml', '.github/workflows/nightly.yml']),
    );
    expect(lines.length).toBeGreaterThan(10);
  });

  it('leave no expression of the matrix open', () => {
    expect(lines.filter(({ line }) => line.includes('matrix.'))).toEqual([]);
  });

  it('run scripts that package.json has', () => {
    const named = lines.flatMap(({ line }) => /^npm run ([\w:-]+)/.exec(line)?.[1] ?? []);
    expect(named).not.toEqual([]);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  const calls = lines.flatMap(({ line }) => {
    const args = wirelabArguments(line);
    return args === null ? [] : [{ line, args }];
  });

  it('call wirelab', () => {
    expect(calls.some(({ args }) => args.includes('--all'))).toBe(true);
    expect(scripts['scenario']).toBe('node bin/wirelab.mjs run');
  });

  it.each(calls)('$line is a command line that wirelab takes', async ({ args }) => {
    const names = await parsed(args);
    expect(names.filter((name) => !findScenario(name).ok)).toEqual([]);
  });

  it('would notice a flag or a scenario that is not there', async () => {
    await expect(parsed(['run', '--al'])).rejects.toThrow('unknown option');
    await expect(parsed(['run', '--all', '--shard', '5/4'])).rejects.toThrow('1/4');
    expect(await parsed(['run', 'multi-node-overly', '--json'])).toEqual(['multi-node-overly']);
    expect(findScenario('multi-node-overly').ok).toBe(false);
  });

  it('run files that are there', () => {
    const files = lines.flatMap(({ line }) => /^(?:node )?(\.ci\/\S+)/.exec(line)?.[1] ?? []);
    expect(files).toContain('.ci/run');
    expect(files.filter((file) => !existsSync(join(projectDirectory, file)))).toEqual([]);
  });

  it('use actions of this repository that are there, and jobs that are there', () => {
    for (const { jobs } of workflows) {
      for (const { needs, steps } of Object.values(jobs)) {
        for (const name of [needs ?? []].flat()) expect(Object.keys(jobs)).toContain(name);
        for (const { uses } of steps) {
          if (uses?.startsWith('./') !== true) continue;
          expect(existsSync(join(projectDirectory, uses, 'action.yml'))).toBe(true);
        }
      }
    }
  });

  it('name the cache by files that are there', () => {
    const keys = workflows.flatMap(({ jobs }) =>
      Object.values(jobs).flatMap(({ steps }) => steps.map((step) => step.with?.['key'])),
    );
    const globs = keys.flatMap((key) =>
      typeof key === 'string' ? [...key.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '') : [],
    );
    expect(globs).not.toEqual([]);
    for (const glob of globs) expect(filesLike(glob)).not.toEqual([]);
  });

  it('run all parts of the catalogue', () => {
    const parts = lines.flatMap(({ line }) => /--shard (\d+\/\d+)/.exec(line)?.[1] ?? []);
    expect(parts).toEqual(['1/4', '2/4', '3/4', '4/4']);
  });

  it('try the versions of Node that are promised', () => {
    const versions = workflows.flatMap(({ jobs }) =>
      Object.values(jobs).flatMap((job) => combinationsOf(job).map(({ node }) => node)),
    );
    expect(new Set(versions.filter((version) => version !== undefined))).toEqual(
      new Set(['20.19', '22', '24']),
    );
  });

  it('are described in docs/ci.md, with every job', () => {
    const page = readPage('docs/ci.md');
    const jobs = workflows
      .filter(({ file }) => file.includes('/workflows/'))
      .flatMap(({ jobs: all }) => Object.keys(all));
    expect(jobs.filter((job) => !codeIn(page).includes(job))).toEqual([]);
    for (const { file } of workflows) expect(page).toContain(file);
  });
});

/** For globs with all their stars in one place: a folder before it, an ending after it. */
function filesLike(glob: string): readonly string[] {
  const [, folder = '', ending = ''] = /^([^*]*\/)\*+([^*/]*)$/.exec(glob) ?? [];
  const names = readdirSync(join(projectDirectory, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending));
}
