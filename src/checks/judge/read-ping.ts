import { HarnessError } from '../../lib/errors.ts';
import { parsePing, type PingReport } from '../parse/ping.ts';
import type { SectionOutput } from '../sections.ts';

/**
 * The kernel's refusal to send: no route, or one that says `unreachable`, `blackhole` or `prohibit`
 * (which ping takes for a broadcast address).
 */
const REFUSED = /^(?:connect: |Do you want to ping broadcast)/;

/** @throws HarnessError when ping did not come to probing: not installed, no such device. */
export function readPing({ output, exitCode }: SectionOutput): PingReport {
  const report = parsePing(output);
  const refused = report.localErrors.some((text) => REFUSED.test(text));
  if (report.statistics !== null || refused) return report;
  throw new HarnessError(`ping did not run (exit code ${exitCode}): ${output.trim()}`);
}
