/** Runs as Markdown (GitHub's), for job summaries and comments. */
import { printable } from '../lib/printable.ts';
import type { CaseResult } from '../checks/result.ts';
import { noColors } from './colors.ts';
import { evidenceText } from './evidence.ts';
import type { NamedRun } from './named-run.ts';
import type { RunRecord } from './record.ts';
import { causeWord, renderTrace, tracesOf } from './trace.ts';
import { headline } from './verdict.ts';
import { duration, machineKind, place } from './wording.ts';

const SIGNS = { pass: '✅', fail: '❌', error: '⚠️', skip: '➖' } as const;
/** Characters of one piece of evidence; a job summary may have 1 MiB in all. */
const MOST_EVIDENCE = 4000;

export function renderMarkdown(runs: readonly NamedRun[]): string {
  const table = runs.length < 2 ? [] : [catalogueTable(runs)];
  return `${[...table, ...runs.flatMap(runBlocks)].join('\n\n')}\n`;
}

function catalogueTable(runs: readonly NamedRun[]): string {
  return [
    '| scenario | verdict | checks | time |',
    '| --- | --- | --- | ---: |',
    ...runs.map(
      ({ name, run }) =>
        `| ${cell(name)} | ${verdictSign(run)} ${run.outcome} | ${cell(headline(run))} | ${duration(run.durationMs)} |`,
    ),
  ].join('\n');
}

function runBlocks({ name, run }: NamedRun): readonly string[] {
  const bad = run.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
  return [
    `## ${verdictSign(run)} ${cell(name)}: ${run.outcome}, ${headline(run)}`,
    `${cell(run.scenario.title)} · ${run.provider}${machineWords(run)} · ${duration(run.durationMs)}`,
    ...run.problems.map(({ message, remedy, detail }) =>
      [
        `**${cell(message)}**`,
        ...(remedy === null ? [] : ['', `Remedy: ${cell(remedy)}`]),
        ...(detail === null ? [] : ['', fenced(detail)]),
      ].join('\n'),
    ),
    ...bad.map((check) => caseBlock(check, run)),
    ...(run.checks.length === 0 ? [] : [checkTable(run)]),
  ];
}

function machineWords(run: RunRecord): string {
  const machine = machineKind(run);
  return machine === null ? '' : `, ${cell(machine)}`;
}

function caseBlock(check: CaseResult, { traces }: RunRecord): string {
  const { id, title, outcome, expected, observed, where, evidence } = check;
  const own = tracesOf(id, traces);
  return [
    `### ${SIGNS[outcome]} ${cell(title)}`,
    '',
    `- expected: ${cell(expected)}`,
    `- observed: ${cell(observed)}`,
    ...own.flatMap(({ trace: { loss } }) =>
      loss === null ? [] : [`- ${causeWord(loss)}: **${cell(loss.cause.sentence)}**`],
    ),
    `- check \`${id}\`, at \`${place(where)}\``,
    ...own.flatMap(({ trace }) => [
      '',
      folded('the way of the packets', renderTrace(trace, noColors)),
    ]),
    ...evidence.flatMap(({ what, data }) => ['', folded(what, evidenceText(data))]),
  ].join('\n');
}

function checkTable({ checks }: RunRecord): string {
  return [
    '<details><summary>All checks</summary>',
    '',
    '| | check | observed | time |',
    '| --- | --- | --- | ---: |',
    ...checks.map(
      ({ outcome, title, observed, durationMs }) =>
        `| ${SIGNS[outcome]} | ${cell(title)} | ${cell(observed)} | ${duration(durationMs)} |`,
    ),
    '',
    '</details>',
  ].join('\n');
}

function verdictSign({ outcome }: RunRecord): string {
  if (outcome === 'passed') return SIGNS.pass;
  return outcome === 'skipped' ? SIGNS.skip : SIGNS.fail;
}

function folded(summary: string, text: string): string {
  const words = text.length > MOST_EVIDENCE ? `${text.slice(0, MOST_EVIDENCE)}\n…` : text;
  return [`<details><summary>${html(summary)}</summary>`, '', fenced(words), '', '</details>'].join(
    '\n',
  );
}

/** A fence that is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, printable(text).trimEnd(), fence].join('\n');
}

/** Text on one line of a table, a heading or a list. */
function cell(text: string): string {
  return html(text.replaceAll(/\s*\n\s*/g, ' ')).replaceAll(/([\\|*_`[\]#])/g, '\\$1');
}

function html(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
