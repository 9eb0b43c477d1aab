import { expect, it } from 'vitest';
import { renderAnnotations } from '../../../src/report/annotations.ts';
import { recordOf } from '../../../src/report/record.ts';
import { caseOf, finished, started, startedAt } from './synthetic-run.ts';

it('marks failed cases and problems, and escapes what GitHub would take for syntax', () => {
  const problem = { message: 'node2: 50% of\nit is gone', remedy: null, detail: null };
  const run = [started(), ...caseOf(1, 'a:b,c-d', 'fail'), finished({ problems: [problem] })];
  const record = recordOf(run, startedAt);
  expect(record === null ? null : renderAnnotations(record)).toBe(
    `::error file=scenarios/multi-node-overlay.yaml,line=61,col=5,title=a%3Ab%2Cc reaches d::expected an answer to 3 of 3 echo requests; observed 0 of 3 answered
::error file=scenarios/multi-node-overlay.yaml::node2: 50%25 of%0Ait is gone
`,
  );
});
