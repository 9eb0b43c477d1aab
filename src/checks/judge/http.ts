import { HarnessError } from '../../lib/errors.ts';
import type { HttpCheck } from '../../topology/checks/http.ts';
import { parseCurl } from '../parse/curl.ts';
import type { SectionOutput } from '../sections.ts';

/**
 * curl's own troubles (curl(1), EXIT CODES): initialisation, bad URL, a feature that is missing, a
 * name that does not resolve, no memory; and 126 and 127 of a shell that cannot run it. All others
 * are about the network or the server.
 */
const OWN_TROUBLE: readonly number[] = [2, 3, 4, 5, 6, 23, 27, 126, 127];

interface HttpJudgement {
  readonly passed: boolean;
  readonly observed: string;
}

/** @throws HarnessError when curl did not come to asking. */
export function judgeHttp(
  check: Pick<HttpCheck, 'status' | 'body' | 'bodyContains'>,
  { output, exitCode }: SectionOutput,
): HttpJudgement {
  if (OWN_TROUBLE.includes(exitCode)) {
    throw new HarnessError(`curl did not run (exit code ${exitCode}): ${output.trim()}`);
  }
  const answer = parseCurl(output);
  // It always ends with what it was asked to write, so that was no curl.
  if (exitCode === 0 && answer === null) {
    throw new HarnessError(`curl did not run, it says nothing of an answer: ${output.trim()}`);
  }
  if (exitCode !== 0 || answer === null) {
    const said = /^curl: (.+)$/m.exec(output)?.[1] ?? `exit code ${exitCode}`;
    return { passed: false, observed: `no answer: ${said}` };
  }
  const objections: string[] = [];
  const { status, body } = answer;
  if (status !== check.status) objections.push(`status ${status}`);
  if (check.body !== null && body !== check.body.replace(/\n+$/, '')) {
    objections.push(`the body is ${quoted(body)}`);
  }
  if (check.bodyContains !== null && !body.includes(check.bodyContains)) {
    objections.push(`the body has no ${quoted(check.bodyContains)}: ${quoted(body)}`);
  }
  return objections.length === 0
    ? { passed: true, observed: `status ${status}, ${quoted(body)}` }
    : { passed: false, observed: objections.join('; ') };
}

const LONGEST = 60;

function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
