/** A made-up run that failed, with a recorded trace, and texts that no format may choke on. */
import type { Trace } from '../../../src/explain/trace-record.ts';
import { recordOf, type RunRecord } from '../../../src/report/record.ts';
import { recorded } from '../explain/recorded.ts';
import { failingRun, startedAt } from './synthetic-run.ts';

const hostile = 'a <b> & "c" \'d\' `e` | f \u0000\u001b[31m ]]> \ud800 </script>';

const record = recordOf(failingRun(), startedAt);
if (record === null) throw new Error('the run has not finished');

export const tracedRun: RunRecord = {
  ...record,
  checks: record.checks.map((check) =>
    check.outcome === 'fail'
      ? { ...check, evidence: [...check.evidence, { what: hostile, data: hostile }] }
      : check,
  ),
  traces: [
    {
      cases: record.checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id),
      trace: JSON.parse(recorded('vni.json').toString()) as Trace,
    },
  ],
  problems: [{ message: 'something broke', remedy: 'mend it', detail: 'line 1\nline 2' }],
};
