/** `counters`: what a device received and sent during a ping. */
import { HarnessError } from '../../lib/errors.ts';
import type { CountersCheck } from '../../topology/checks/counters.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { countersLine, OWN_DEVICES } from '../probe/counters-line.ts';
import { pingMeanwhile } from '../probe/during-ping.ts';
import { areWithin, boundsWords, counterMoves } from '../judge/counters.ts';
import { parseDeviceCounters, type DeviceCounters } from '../parse/device-counters.ts';
import { runSections } from '../sections.ts';
import { caseTitle, flowWords } from '../words.ts';

const TIMEOUT_MS = 10_000;

export const counters: CheckKind<CountersCheck> = {
  kind: 'counters',
  // Whatever else is sent meanwhile is counted too.
  turn: 'alone',
  expand: (check): readonly Case[] => [
    {
      key: `${endpointLabel(check.at)}-${check.device}`,
      title: caseTitle({ title: check.title, cases: 1, name: '', sentence: sentence(check) }),
      at: check.at,
      attempt: (lab, signal) => attempt(lab, check, signal),
    },
  ],
};

function sentence(check: CountersCheck): string {
  const { at, device, during, unit } = check;
  return `${device} of ${endpointLabel(at)} counts, while ${flowWords(during)}: ${boundsWords(check)} (${unit})`;
}

async function attempt(lab: LabView, check: CountersCheck, signal: AbortSignal): Promise<Attempt> {
  const before = await readCounters(lab, check, signal);
  const ping = await pingMeanwhile(lab, check.during, null, signal);
  const after = await readCounters(lab, check, signal);
  const label = endpointLabel(check.at);
  const moved = counterMoves(check.unit, before, after);
  return {
    outcome: areWithin(check, moved) ? 'pass' : 'fail',
    expected: sentence(check),
    observed: `received ${moved.rx}, sent ${moved.tx} ${check.unit}; ${ping.received}/${ping.transmitted} answered`,
    evidence: [
      { what: `${label}: what ${check.device} counted`, data: { before, after, moved } },
      ping.evidence,
    ],
    final: false,
  };
}

/** @throws HarnessError where there is no such device: it counts nothing, and proves nothing */
async function readCounters(
  lab: LabView,
  { at, device }: CountersCheck,
  signal: AbortSignal,
): Promise<DeviceCounters> {
  const command = countersLine(device, OWN_DEVICES);
  const timeoutMs = TIMEOUT_MS * lab.timeFactor;
  const sections = await runSections(lab, at, { counters: command }, { timeoutMs, signal });
  const read = parseDeviceCounters(sections.counters.output, device);
  if (read !== null) return read;
  throw new HarnessError(`${endpointLabel(at)} has no device ${device} to count anything`);
}
