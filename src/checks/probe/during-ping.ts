/** The ping of a check that looks at something else meanwhile. */
import { HarnessError } from '../../lib/errors.ts';
import type { During } from '../../topology/checks/during.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { MIN_INTERVAL_MS, pingCommand, probeTimeoutMs } from './ping-command.ts';
import { readPing } from '../judge/read-ping.ts';
import type { Evidence } from '../result.ts';
import { runSections } from '../sections.ts';

/** For an answer on a fast machine. */
const WAIT_MS = 1000;

export interface DuringPing {
  readonly transmitted: number;
  readonly received: number;
  readonly evidence: Evidence;
}

/**
 * Pings; the answers do not matter, that something was sent does. `identifier` is the echo
 * identifier; null lets ping choose.
 * @throws HarnessError when nothing was sent: what was seen meanwhile would prove nothing
 */
export async function pingMeanwhile(
  lab: LabView,
  during: During,
  identifier: number | null,
  signal: AbortSignal,
): Promise<DuringPing> {
  const options = {
    count: during.count,
    intervalMs: MIN_INTERVAL_MS,
    waitMs: WAIT_MS * lab.timeFactor,
    ...(identifier !== null && { identifier }),
  };
  const command = pingCommand(during.to.address, options);
  const timeoutMs = probeTimeoutMs([options], lab.timeFactor);
  const { ping } = await runSections(lab, during.from, { ping: command }, { timeoutMs, signal });
  const { statistics, localErrors } = readPing(ping);
  const label = endpointLabel(during.from);
  if (statistics === null || statistics.transmitted === 0) {
    throw new HarnessError(`the ping at ${label} sent nothing: ${localErrors.join('; ')}`);
  }
  return { ...statistics, evidence: textEvidence(`${label}: ${command}`, ping.output) };
}
