/** `fdb`: where a bridge port or a VXLAN device would send frames to. */
import { shellQuote } from '../../lib/shell-quote.ts';
import type { FdbCheck } from '../../topology/checks/fdb.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { absentObjection, entryWords, fdbLine, presentObjection } from '../judge/fdb.ts';
import { parseBridgeFdb } from '../parse/bridge-fdb.ts';
import { readTable } from '../judge/read-table.ts';
import { runSections } from '../sections.ts';
import { caseTitle } from '../words.ts';

const TIMEOUT_MS = 10_000;
const NO_DEVICE = 'Cannot find device ';

export const fdb: CheckKind<FdbCheck> = {
  kind: 'fdb',
  // Entries are learnt from frames: those beside it in the file go first.
  turn: 'late',
  expand: (check): readonly Case[] => [
    {
      key: `${endpointLabel(check.at)}-${check.device}`,
      title: caseTitle({ title: check.title, cases: 1, name: '', sentence: sentence(check) }),
      at: check.at,
      attempt: (lab, signal) => attempt(lab, check, signal),
    },
  ],
};

function sentence({ at, device, present, absent }: FdbCheck): string {
  const parts = [
    ...(present.length === 0 ? [] : [`has ${present.map(entryWords).join(', ')}`]),
    ...(absent.length === 0 ? [] : [`has no entry for ${absent.map(entryWords).join(', ')}`]),
  ];
  return `the forwarding database of ${device} of ${endpointLabel(at)} ${parts.join(' and ')}`;
}

async function attempt(lab: LabView, check: FdbCheck, signal: AbortSignal): Promise<Attempt> {
  const command = `bridge -j fdb show dev ${shellQuote(check.device)}`;
  const timeoutMs = TIMEOUT_MS * lab.timeFactor;
  const sections = await runSections(lab, check.at, { fdb: command }, { timeoutMs, signal });
  const label = endpointLabel(check.at);
  const isThere = !sections.fdb.output.startsWith(NO_DEVICE);
  const table = isThere ? readTable(sections.fdb, 'bridge fdb', parseBridgeFdb) : [];
  const objections = [
    isThere ? null : `${label} has no device ${check.device}`,
    ...check.present.map((wanted) => presentObjection(wanted, table)),
    ...check.absent.map((wanted) => absentObjection(wanted, table)),
  ].filter((objection) => objection !== null);
  return {
    outcome: objections.length === 0 ? 'pass' : 'fail',
    expected: sentence(check),
    observed: objections.length === 0 ? 'as expected' : objections.join('; '),
    evidence: [
      { what: `${label}: entries of ${check.device}`, data: table.map(fdbLine) },
      textEvidence(`${label}: ${command}`, sections.fdb.output),
    ],
    final: false,
  };
}
