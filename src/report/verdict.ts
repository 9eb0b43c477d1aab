/** The closing summary of a run, for people. */
import { shellQuote } from '../lib/shell-quote.ts';
import type { CaseResult } from '../checks/result.ts';
import type { Outcome, Problem, Recording } from '../runner/events.ts';
import type { Colors } from './colors.ts';
import { comparisonBlocks } from './comparison.ts';
import { evidenceLines } from './evidence.ts';
import type { RunRecord, Totals } from './record.ts';
import { becauseLine, traceLines, tracesOf } from './trace.ts';
import { waysIn } from './ways-in.ts';
import { count, duration, machineKind, place } from './wording.ts';

/** Cases told in full; the others are named only. */
const MAX_CASES_IN_FULL = 8;

/** What failed and why, where the time went, and last the verdict on one line. */
export function renderVerdict(record: RunRecord, colors: Colors): string {
  const blocks = [
    ...explanations(record, colors),
    [...times(record, colors), verdictLine(record, colors)].join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What was compared, what failed and why, and what still runs; a block each. */
export function explanations(record: RunRecord, colors: Colors): readonly string[] {
  return [
    ...comparisonBlocks(record.checks, colors),
    ...failedCases(record, colors),
    ...record.problems.map((problem) => renderProblem(problem, colors)),
    ...(record.recording === null ? [] : [renderRecording(record.recording, colors)]),
    ...(record.kept === null ? [] : [renderKept(record.kept, record.checks, colors)]),
  ];
}

function failedCases(record: RunRecord, colors: Colors): readonly string[] {
  const { checks, steps } = record;
  const stepOf = (id: string) =>
    steps.find(({ name, cases }) => name !== null && cases.includes(id));
  const bad = [
    ...checks.filter((check) => check.outcome === 'fail'),
    ...checks.filter((check) => check.outcome === 'error'),
  ];
  const inFull = bad
    .slice(0, MAX_CASES_IN_FULL)
    .map((check) => renderCase(check, stepOf(check.id)?.name ?? null, record, colors));
  const named = bad.slice(MAX_CASES_IN_FULL).map((check) => caseTitle(check, colors));
  return named.length === 0 ? inFull : [...inFull, named.join('\n')];
}

function caseTitle(check: CaseResult, colors: Colors): string {
  return `${check.outcome === 'fail' ? colors.red('✗') : colors.yellow('!')} ${colors.bold(check.title)}`;
}

/** `step` is the one that it belongs to; null for the lab as it is configured. */
function renderCase(
  check: CaseResult,
  step: string | null,
  { traces, scenario }: RunRecord,
  colors: Colors,
): string {
  const own = tracesOf(check.id, traces);
  const tries = check.attempts === 1 ? '1 try' : `${check.attempts} tries`;
  return [
    caseTitle(check, colors),
    ...(step === null ? [] : [`  ${colors.dim('step')}      ${step}`]),
    `  ${colors.dim('expected')}  ${check.expected}`,
    `  ${colors.dim('observed')}  ${check.observed}`,
    ...own.flatMap(({ trace: { loss } }) => (loss === null ? [] : [becauseLine(loss, colors)])),
    `  ${colors.dim('check')}     ${check.id}, ${tries} in ${duration(check.durationMs)}`,
    `  ${colors.dim('at')}        ${place(check.where)}`,
    ...check.evidence.flatMap((evidence) => [
      `  ${colors.dim('evidence')}  ${evidence.what}`,
      ...evidenceLines(evidence.data).map((line) => `            ${colors.dim(`│ ${line}`)}`),
    ]),
    // A way that several cases share is told once.
    ...own.flatMap(({ cases, trace }) => (cases[0] === check.id ? traceLines(trace, colors) : [])),
    `  ${colors.dim('again')}     ${againCommand(check, scenario)}`,
  ].join('\n');
}

/** The run that leads to the same case, and leaves the lab to look around in. */
function againCommand({ id }: CaseResult, { file }: RunRecord['scenario']): string {
  return `npx wirelab run ${shellQuote(file)} --filter ${shellQuote(id)} --keep-on-fail`;
}

export function renderProblem(problem: Problem, colors: Colors): string {
  return [
    `${colors.red('✗')} ${colors.bold(problem.message)}`,
    ...(problem.remedy === null ? [] : [`  ${colors.dim('remedy')}    ${problem.remedy}`]),
    ...lines(problem.detail).map((line) => `  ${colors.dim('│')} ${line}`),
  ].join('\n');
}

function lines(text: string | null): readonly string[] {
  return text === null ? [] : text.trimEnd().split('\n');
}

function renderRecording({ directory, files }: Recording, colors: Colors): string {
  return [
    `What crossed the segments is in ${colors.bold(directory)}:`,
    `  ${files.join(', ')}`,
  ].join('\n');
}

function renderKept(lab: string, checks: readonly CaseResult[], colors: Colors): string {
  return [
    `The lab ${colors.bold(lab)} still runs:`,
    ...waysIn(lab, checks, [[`down ${lab}`, 'the end of it']]),
  ].join('\n');
}

function times(record: RunRecord, colors: Colors): readonly string[] {
  if (record.phases.length === 0) return [];
  const phases = record.phases.map((phase) => `${phase.name} ${duration(phase.durationMs)}`);
  return [...kernels(record), phases.join(' · ')].map((line) => colors.dim(line));
}

/** Which node has which, where they have not all the same. */
function kernels({ nodes }: RunRecord): readonly string[] {
  const releases = [...new Set(nodes.map(({ kernel }) => kernel))];
  if (releases.length < 2) return [];
  const groups = releases.map((release) => {
    const names = nodes.filter(({ kernel }) => kernel === release).map(({ name }) => name);
    return `Linux ${release} on ${names.join(', ')}`;
  });
  return [groups.join(' · ')];
}

function verdictLine(record: RunRecord, colors: Colors): string {
  const paint = record.outcome === 'passed' ? colors.green : colors.red;
  const machine = machineKind(record);
  return [
    `${paint(colors.bold(`${record.outcome}:`))} ${headline(record)}`,
    record.scenario.name,
    machine === null ? record.provider : `${record.provider}, ${machine}`,
    duration(record.durationMs),
  ].join(' · ');
}

/** How many checks passed, or what else there is to say of the run in a few words. */
export function headline({ outcome, totals, kept, nodes }: RunRecord): string {
  const onlyUp = outcome === 'passed' && totals.checks === 0 && kept !== null;
  if (onlyUp) return `${count(nodes.length, 'node')} up, no check was asked for`;
  return [summary(outcome, totals), ...aside(outcome, totals)].join(', ');
}

function summary(outcome: Outcome, totals: Totals): string {
  const judged = totals.checks - totals.skipped;
  if (judged === 0) return 'no check was judged';
  const all = count(judged, 'check');
  if (outcome === 'failed') return `${totals.failed} of ${all}`;
  return `${totals.passed} of ${all}${outcome === 'passed' ? '' : ' passed'}`;
}

function aside(outcome: Outcome, totals: Totals): readonly string[] {
  return [
    ...(totals.failed > 0 && outcome !== 'failed' ? [`${totals.failed} failed`] : []),
    ...(totals.errors > 0 ? [`${totals.errors} could not be carried out`] : []),
    ...(totals.skipped > 0 ? [`${totals.skipped} skipped`] : []),
  ];
}
