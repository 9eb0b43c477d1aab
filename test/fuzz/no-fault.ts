import { expect } from 'vitest';
import type { VerbOutcome } from './verb-client.ts';

/** Of the processor: on a busy machine, time passes without it. */
const MOST_CPU_MS = 2000;
/** A line of a stack trace, or what wirelab says of a fault of its own. */
const FAULT = /^\s+at .+[(/].+:\d+:\d+\)?$|this is a defect of wirelab/m;
/** What would change the terminal; NO_COLOR is set. */
// eslint-disable-next-line no-control-regex -- it is what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Expects what must hold of a verb that reads files, whatever is in them. */
export function expectNoFault(what: string, outcome: VerbOutcome): void {
  const { code, stdout, stderr, forbidden, cpuMs } = outcome;
  expect([0, 2], `${what} ended with ${code ?? 'nothing'}: ${stderr}`).toContain(code);
  expect(stderr, what).not.toMatch(FAULT);
  expect(stdout + stderr, what).not.toMatch(CONTROL);
  expect(forbidden, what).toEqual([]);
  expect(cpuMs, what).toBeLessThan(MOST_CPU_MS);
}
