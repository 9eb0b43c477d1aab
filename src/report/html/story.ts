/** The steps of a run with their checks, each with its evidence. */
import type { CaseResult } from '../../checks/result.ts';
import { noColors } from '../colors.ts';
import { evidenceText } from '../evidence.ts';
import type { RunRecord } from '../record.ts';
import { causeWord, renderTrace, tracesOf } from '../trace.ts';
import { duration, place } from '../wording.ts';
import { element, folded, type Html, printed } from './element.ts';

const WORDS = { pass: 'passed', fail: 'failed', error: 'error', skip: 'skipped' } as const;
const SIGNS = { pass: '✓', fail: '✗', error: '!', skip: '–' } as const;

export function story(run: RunRecord): Html {
  const byId = new Map(run.checks.map((check) => [check.id, check]));
  const told = new Set(run.steps.flatMap(({ cases }) => cases));
  const steps = run.steps.map(({ number, name, changes, cases }) =>
    element(
      'div',
      { class: 'step' },
      name === null ? null : element('h4', {}, `Step ${number}: ${name}`),
      changes.length === 0 ? null : printed(changes.join('\n'), `changes of step ${number}`),
      ...cases.flatMap((id) => {
        const check = byId.get(id);
        return check === undefined ? [] : [caseEntry(check, run)];
      }),
    ),
  );
  const rest = run.checks.filter(({ id }) => !told.has(id)).map((check) => caseEntry(check, run));
  return element(
    'section',
    { 'aria-label': 'checks' },
    element('h3', {}, 'Checks'),
    ...steps,
    ...rest,
  );
}

function caseEntry(check: CaseResult, { traces }: RunRecord): Html {
  const { id, title, outcome, expected, observed, where, evidence, attempts, durationMs } = check;
  const own = tracesOf(id, traces);
  const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
  const bad = outcome === 'fail' || outcome === 'error';
  return folded(
    element(
      'span',
      {},
      element('span', { class: `sign ${outcome}`, 'aria-hidden': 'true' }, SIGNS[outcome]),
      element('span', { class: 'visually-hidden' }, `${WORDS[outcome]}: `),
      title,
    ),
    { class: `case ${outcome}`, ...(bad && { open: '' }) },
    element(
      'dl',
      {},
      ...pair('expected', expected),
      ...pair('observed', observed),
      ...own.flatMap(({ trace: { loss } }) =>
        loss === null ? [] : pair(causeWord(loss), loss.cause.sentence),
      ),
      ...pair('check', `${id}, ${tries} in ${duration(durationMs)}`),
      ...pair('at', place(where)),
    ),
    ...own.map(({ trace }) =>
      folded(
        'the way of the packets',
        { open: '' },
        printed(renderTrace(trace, noColors), 'trace'),
      ),
    ),
    ...evidence.map(({ what, data }) => folded(what, {}, printed(pretty(data), what))),
  );
}

function pair(name: string, value: string): readonly Html[] {
  return [element('dt', {}, name), element('dd', {}, value)];
}

function pretty(data: unknown): string {
  return typeof data === 'object' ? JSON.stringify(data, null, 2) : evidenceText(data);
}
