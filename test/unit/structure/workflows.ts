/** The workflows of the forge, as data. */
import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parse } from 'yaml';
import { readPage } from './markdown.ts';
import { projectDirectory } from './source-files.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly file: string;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** An action of this repository, as a workflow of one job without a matrix. */
interface Action {
  readonly runs: { readonly steps: readonly Step[] };
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(join(projectDirectory, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .map((name) => posix.join(directory, name));
}

export function readWorkflows(): readonly Workflow[] {
  const workflows = filesBelow('.github/workflows').map((file) => {
    const { jobs } = parse(readPage(file)) as Omit<Workflow, 'file'>;
    return { file, jobs };
  });
  const actions = filesBelow('.github/actions').map((file) => {
    const { runs } = parse(readPage(file)) as Action;
    return { file, jobs: { action: runs } };
  });
  return [...workflows, ...actions];
}

/** One command line of a job, for one combination of its matrix. */
export interface CommandLine {
  readonly file: string;
  readonly job: string;
  readonly line: string;
}

/** Every line that every job runs; `${{ matrix.x }}` is what it is in each combination. */
export function commandLines(workflows: readonly Workflow[]): readonly CommandLine[] {
  return workflows.flatMap(({ file, jobs }) =>
    Object.entries(jobs).flatMap(([name, job]) =>
      combinationsOf(job).flatMap((values) =>
        job.steps
          .flatMap(({ run }) => (run ?? '').split('\n'))
          .filter((line) => line.trim() !== '')
          .map((line) => ({ file, job: name, line: filledIn(line.trim(), values) })),
      ),
    ),
  );
}

type Values = Readonly<Record<string, unknown>>;

/** All combinations of a job's matrix; one without values when it has none. */
export function combinationsOf({ strategy }: Job): readonly Values[] {
  return Object.entries(strategy?.matrix ?? {}).reduce<readonly Values[]>(
    (before, [key, values]) =>
      before.flatMap((some) => values.map((value) => ({ ...some, [key]: value }))),
    [{}],
  );
}

function filledIn(line: string, values: Values): string {
  return line.replaceAll(/\$\{\{ matrix\.(\w+) \}\}/g, (all, key: string) =>
    key in values ? String(values[key]) : all,
  );
}
