/**
 * Failed cases as GitHub workflow commands, which show them at the scenario's line.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
import type { RunRecord } from './record.ts';

/** One `::error …::…` line for each failed case and each problem. */
export function renderAnnotations(record: RunRecord): string {
  const cases = record.checks
    .filter((check) => check.outcome === 'fail' || check.outcome === 'error')
    .map((check) => {
      const { file, line, column } = check.where;
      const at = `file=${property(file)},line=${line},col=${column},title=${property(check.title)}`;
      return `::error ${at}::${data(`expected ${check.expected}; observed ${check.observed}`)}\n`;
    });
  const problems = record.problems.map(
    (problem) =>
      `::error file=${property(record.scenario.file)}::${data([problem.message, problem.remedy ?? ''].join(' ').trim())}\n`,
  );
  return [...cases, ...problems].join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
