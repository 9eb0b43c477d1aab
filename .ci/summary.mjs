/**
 * Prints what reports of several scenarios say, as one Markdown table for the summary of a workflow.
 *   node .ci/summary.mjs REPORT.json …
 * Exits 1 when a report cannot be read or there is none: a part that left no report did not pass.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The summary of records as `--report json=FILE` writes them for several scenarios. */
export function summaryOf(records) {
  const runs = records.flatMap((record) => record.runs);
  const notRun = records.flatMap((record) => record.notRun);
  const passed = runs.filter((run) => run.outcome === 'passed').length;
  return [
    `**${passed} of ${runs.length + notRun.length} scenarios passed**`,
    '',
    '| scenario | verdict | checks | time | machines |',
    '| --- | --- | --- | --- | --- |',
    ...runs.map(rowOf),
    ...notRun.map((label) => `| ${cell(label)} | not run | | | |`),
    '',
    ...records.flatMap((record) => record.problems).map((problem) => `- ${problem.message}`),
    ...runs.flatMap(failuresOf),
  ].join('\n');
}

function rowOf(run) {
  const { checks, skipped, passed } = run.totals;
  const machines = run.accelerator === null ? '' : run.accelerator.name;
  const time = `${(run.durationMs / 1000).toFixed(1)} s`;
  const cells = [run.label, run.outcome, `${passed} of ${checks - skipped}`, time, machines];
  return `| ${cells.map(cell).join(' | ')} |`;
}

function failuresOf(run) {
  const bad = run.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
  return [
    ...bad.map(({ title, observed }) => `- ${run.label}: ${title}: ${observed}`),
    ...run.problems.map(({ message }) => `- ${run.label}: ${message}`),
  ].map((line) => line.replaceAll('\n', ' '));
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}

function main(files) {
  if (files.length === 0) throw new Error('Name the reports.');
  return summaryOf(files.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(main(process.argv.slice(2)));
  } catch (error) {
    console.error(`No summary: ${error.message}`);
    process.exitCode = 1;
  }
}
