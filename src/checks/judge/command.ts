import type { CommandCheck, JsonExpectation } from '../../topology/checks/command.ts';
import type { ExecResult } from '../../transport/transport.ts';

/** What of the expectations the command did not come up to; empty when all hold. */
export function commandObjections(check: CommandCheck, result: ExecResult): readonly string[] {
  if (result.timedOut) return [`it did not end within ${Math.round(result.durationMs)} ms`];
  const objections: string[] = [];
  if (result.exitCode !== check.exitCode) {
    objections.push(`exit code ${String(result.exitCode)} (needs ${check.exitCode})`);
  }
  const { stdoutContains, stdoutEquals } = check;
  if (stdoutContains !== null && !result.stdout.includes(stdoutContains)) {
    objections.push(`stdout lacks ${JSON.stringify(stdoutContains)}`);
  }
  if (stdoutEquals !== null && untailed(result.stdout) !== untailed(stdoutEquals)) {
    objections.push(
      `stdout is ${excerpt(untailed(result.stdout))} (needs ${JSON.stringify(untailed(stdoutEquals))})`,
    );
  }
  return [...objections, ...jsonObjections(check.json, result.stdout)];
}

function jsonObjections(
  expectations: readonly JsonExpectation[],
  stdout: string,
): readonly string[] {
  if (expectations.length === 0) return [];
  let data: unknown;
  try {
    data = JSON.parse(stdout);
  } catch {
    return [`stdout is no JSON: ${excerpt(stdout)}`];
  }
  return expectations.flatMap(({ path, value }) => {
    const found = lookUp(data, path.split('.'));
    if (found === value) return [];
    const actual = found === undefined ? 'absent' : excerpt(JSON.stringify(found), false);
    return [`${path} is ${actual} (needs ${JSON.stringify(value)})`];
  });
}

function lookUp(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    data,
  );
}

function untailed(text: string): string {
  return text.replace(/\n+$/, '');
}

function excerpt(text: string, quoted = true): string {
  const short = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return quoted ? JSON.stringify(short) : short;
}
