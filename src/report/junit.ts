/**
 * Runs as JUnit XML, in the order of elements and with the attributes that both Jenkins' and Ant's
 * schemas ask for: a test suite is a scenario, a test case is a case of a check.
 */
import type { CaseResult } from '../checks/result.ts';
import { noColors } from './colors.ts';
import { evidenceText } from './evidence.ts';
import type { NamedRun } from './named-run.ts';
import type { RunRecord } from './record.ts';
import { renderTrace, tracesOf } from './trace.ts';
import { place } from './wording.ts';
import { xmlText } from '../lib/xml-text.ts';

export function renderJunit(runs: readonly NamedRun[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...runs.map(({ name, run }, index) => suite(name, run, index)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(name: string, run: RunRecord, index: number): string {
  const { checks, problems, totals, host, startedAt, lab, provider, durationMs } = run;
  const attributes = attributesOf({
    id: index,
    name,
    package: 'wirelab',
    // Ant's schema knows no time zone: UTC.
    timestamp: startedAt.slice(0, 19),
    hostname: 'localhost',
    tests: checks.length + problems.length,
    failures: totals.failed,
    errors: totals.errors + problems.length,
    skipped: totals.skipped,
    time: seconds(durationMs),
  });
  const properties = {
    lab,
    provider,
    outcome: run.outcome,
    accelerator: run.accelerator?.reason ?? '',
    host: host === null ? '' : `${host.system}, Linux ${host.kernel}`,
  };
  return [
    `  <testsuite${attributes}>`,
    '    <properties>',
    ...Object.entries(properties)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => `      <property${attributesOf({ name: key, value })}/>`),
    '    </properties>',
    ...checks.map((check) => testCase(name, check, run)),
    ...problems.map(({ message, remedy, detail }) => {
      const text = [message, remedy ?? '', detail ?? ''].filter((line) => line !== '').join('\n');
      return [
        `    <testcase${attributesOf({ name: 'the run', classname: `wirelab.${name}`, time: '0' })}>`,
        `      <error${attributesOf({ message, type: 'problem' })}>${xmlText(text)}</error>`,
        '    </testcase>',
      ].join('\n');
    }),
    '    <system-out></system-out>',
    '    <system-err></system-err>',
    '  </testsuite>',
  ].join('\n');
}

function testCase(suiteName: string, check: CaseResult, run: RunRecord): string {
  const { id, title, durationMs } = check;
  const attributes = attributesOf({
    name: `${id}: ${title}`,
    classname: `wirelab.${suiteName}`,
    time: seconds(durationMs),
  });
  const inside = verdictOf(check, run);
  if (inside === null) return `    <testcase${attributes}/>`;
  return [`    <testcase${attributes}>`, `      ${inside}`, '    </testcase>'].join('\n');
}

function verdictOf(check: CaseResult, run: RunRecord): string | null {
  const { outcome, observed } = check;
  switch (outcome) {
    case 'pass':
      return null;
    case 'skip':
      return '<skipped/>';
    case 'fail':
      return `<failure${attributesOf({ message: observed, type: check.kind })}>${xmlText(told(check, run))}</failure>`;
    case 'error':
      return `<error${attributesOf({ message: observed, type: check.kind })}>${xmlText(told(check, run))}</error>`;
  }
}

/** All that is known of a case that did not pass. */
function told(
  { id, expected, observed, where, evidence }: CaseResult,
  { traces }: RunRecord,
): string {
  return [
    `expected: ${expected}`,
    `observed: ${observed}`,
    `at: ${place(where)}`,
    ...evidence.flatMap(({ what, data }) => ['', `${what}:`, evidenceText(data)]),
    ...tracesOf(id, traces).flatMap(({ trace }) => ['', renderTrace(trace, noColors)]),
  ].join('\n');
}

function attributesOf(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([key, value]) => ` ${key}="${xmlText(oneLined(String(value)))}"`)
    .join('');
}

/** Parsers make spaces of the line breaks of attributes. */
function oneLined(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
