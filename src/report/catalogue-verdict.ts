/** The closing summary of several runs, for people. */
import type { Outcome } from '../runner/events.ts';
import type { CatalogueRecord } from './catalogue-record.ts';
import type { Colors } from './colors.ts';
import { explanations, headline, renderProblem } from './verdict.ts';
import { count, duration } from './wording.ts';

/** What failed and why, scenario by scenario, then all of them in a table, and last the verdict. */
export function renderCatalogueVerdict(record: CatalogueRecord, colors: Colors): string {
  const told = record.runs.flatMap((run) => {
    const blocks = explanations(run, colors);
    return blocks.length === 0 ? [] : [colors.bold(`${run.label}:`), ...blocks];
  });
  const blocks = [
    ...told,
    ...record.problems.map((problem) => renderProblem(problem, colors)),
    ...(record.runs.length === 0 ? [] : [summaryTable(record, colors)]),
    ...(record.differences.length === 0 ? [] : [differenceLines(record, colors)]),
    verdictLine(record, colors),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function summaryTable({ runs, notRun }: CatalogueRecord, colors: Colors): string {
  const rows = [
    ...runs.map((run) => ({
      cells: [run.label, run.outcome, headline(run), duration(run.durationMs)],
      paint: paintOf(run.outcome, colors),
    })),
    ...notRun.map((label) => ({ cells: [label, 'not run', '', ''], paint: colors.yellow })),
  ];
  const head = ['scenario', 'verdict', 'checks', 'time'];
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[i]?.length ?? 0)),
  );
  const padded = (cells: readonly string[]): readonly string[] =>
    cells.map((cell, i) =>
      i === cells.length - 1 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
    );
  return [
    colors.dim(padded(head).join('  ')),
    ...rows.map(({ cells, paint }) => {
      const [label = '', outcome = '', ...rest] = padded(cells);
      return [label, paint(outcome), ...rest].join('  ').trimEnd();
    }),
  ].join('\n');
}

/** A line for each case that did not come out alike with all providers. */
function differenceLines({ differences }: CatalogueRecord, colors: Colors): string {
  const lines = differences.map(({ id, title, outcomes }) => {
    const all = outcomes.map(({ provider, outcome }) => `${provider} ${outcome ?? 'not judged'}`);
    return `  ${title} (${id}): ${all.join(', ')}`;
  });
  return [colors.bold('The providers differ in'), ...lines].join('\n');
}

function paintOf(outcome: Outcome, colors: Colors): (text: string) => string {
  if (outcome === 'passed') return colors.green;
  return outcome === 'skipped' ? colors.yellow : colors.red;
}

function verdictLine(record: CatalogueRecord, colors: Colors): string {
  const { totals, outcome, shard } = record;
  const paint = outcome === 'passed' ? colors.green : colors.red;
  const aside = [
    ...(totals.skipped === 0 ? [] : [`, ${totals.skipped} skipped: not possible on this host`]),
    ...(totals.notRun === 0 ? [] : [`, ${totals.notRun} not run`]),
  ].join('');
  const passed = `${totals.passed} of ${count(totals.scenarios, 'scenario')} passed${aside}`;
  return [
    `${paint(colors.bold(`${outcome}:`))} ${passed}`,
    ...(shard === null ? [] : [`part ${shard.number}/${shard.of}`]),
    `${record.jobs} at a time`,
    duration(record.durationMs),
  ].join(' · ');
}
