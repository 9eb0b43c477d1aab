/** Several commands in one exec: starting a process on an emulated node costs 30 to 100 ms. */
import { HarnessError } from '../lib/errors.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Endpoint } from '../topology/model.ts';
import type { ExecOptions } from '../transport/transport.ts';
import type { LabView } from './check.ts';

const MARK = '@@wirelab';

export interface SectionOutput {
  /** Both streams, in the order of their writing. */
  readonly output: string;
  readonly exitCode: number;
}

/**
 * A shell script that runs each section's command and tells their outputs apart. In a command,
 * `$code` is the exit code of the section before.
 */
export function sectionScript(sections: Readonly<Record<string, string>>): string {
  const parts = Object.entries(sections).map(([name, command]) =>
    [
      `echo '${MARK} begin ${name}'`,
      `{ ${command}\n} 2>&1`,
      `code=$?; printf '\\n${MARK} end ${name} %s\\n' "$code"`,
    ].join('\n'),
  );
  return ['export LC_ALL=C', ...parts].join('\n');
}

/** The output of such a script; null for a section that did not run to its end. */
export function parseSection(stdout: string, name: string): SectionOutput | null {
  const begin = `${MARK} begin ${name}\n`;
  const start = stdout.indexOf(begin);
  if (start < 0) return null;
  const body = stdout.slice(start + begin.length);
  const end = new RegExp(`\\n${MARK} end ${name} (\\d+)\\n`).exec(body);
  if (end === null) return null;
  return { output: body.slice(0, end.index), exitCode: Number(end[1]) };
}

/**
 * Runs the sections at an endpoint.
 * @throws HarnessError when not all of them ran: no such container, no shell, out of time.
 */
export async function runSections<Name extends string>(
  lab: LabView,
  at: Endpoint,
  sections: Readonly<Record<Name, string>>,
  options: ExecOptions,
): Promise<Readonly<Record<Name, SectionOutput>>> {
  const result = await lab.exec(at, ['sh', '-c', sectionScript(sections)], options);
  const entries = (Object.keys(sections) as Name[]).map((name) => {
    const section = parseSection(result.stdout, name);
    if (section !== null) return [name, section] as const;
    const why = result.timedOut
      ? `it did not end within ${Math.round(result.durationMs)} ms`
      : result.stderr.trim() || `exit code ${String(result.exitCode)}`;
    throw new HarnessError(`the probe's ${name} did not run at ${endpointLabel(at)}: ${why}`);
  });
  return Object.fromEntries(entries) as Record<Name, SectionOutput>;
}
