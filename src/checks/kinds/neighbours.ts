/** `neighbours`: what a namespace's ARP and NDP table holds. */
import type { ExpectedNeighbour, NeighboursCheck } from '../../topology/checks/neighbours.ts';
import type { Endpoint } from '../../topology/model.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import {
  absenceObjection,
  countedNeighbours,
  neighbourLine,
  presenceObjection,
  sameTableObjection,
} from '../judge/neighbours.ts';
import { parseIpNeighbours, type Neighbour } from '../parse/ip-neigh.ts';
import { readTable } from '../judge/read-table.ts';
import type { Evidence } from '../result.ts';
import { runSections } from '../sections.ts';
import { caseTitle } from '../words.ts';

const TIMEOUT_MS = 10_000;
const COMMAND = 'ip -j neigh show';

export const neighbours: CheckKind<NeighboursCheck> = {
  kind: 'neighbours',
  // What is in the table depends on who has talked: those beside it in the file go first.
  turn: 'late',
  expand: (check): readonly Case[] => [
    {
      key: endpointLabel(check.at),
      title: caseTitle({ title: check.title, cases: 1, name: '', sentence: sentence(check) }),
      at: check.at,
      attempt: (lab, signal) => attempt(lab, check, signal),
    },
  ],
};

function sentence({ at, present, absent, differentFrom }: NeighboursCheck): string {
  const parts = [
    ...(present.length === 0 ? [] : [`has ${present.map(entryWords).join(', ')}`]),
    ...(absent.length === 0 ? [] : [`has nothing for ${absent.join(', ')}`]),
    ...(differentFrom === null ? [] : [`is not that of ${endpointLabel(differentFrom)}`]),
  ];
  return `the neighbour table of ${endpointLabel(at)} ${parts.join(' and ')}`;
}

function entryWords({ address, dev, mac }: ExpectedNeighbour): string {
  const on = dev === null ? '' : ` on ${dev}`;
  return mac === null ? `${address}${on}` : `${address}${on} at the MAC address of ${mac.label}`;
}

interface Table {
  readonly entries: readonly Neighbour[];
  readonly evidence: readonly Evidence[];
}

async function readNeighbours(lab: LabView, at: Endpoint, signal: AbortSignal): Promise<Table> {
  const timeoutMs = TIMEOUT_MS * lab.timeFactor;
  const { table } = await runSections(lab, at, { table: COMMAND }, { timeoutMs, signal });
  const entries = countedNeighbours(readTable(table, 'ip neigh', parseIpNeighbours));
  const label = endpointLabel(at);
  return {
    entries,
    evidence: [
      { what: `${label}: neighbour table`, data: entries.map(neighbourLine) },
      textEvidence(`${label}: ${COMMAND}`, table.output),
    ],
  };
}

async function attempt(
  lab: LabView,
  check: NeighboursCheck,
  signal: AbortSignal,
): Promise<Attempt> {
  const own = await readNeighbours(lab, check.at, signal);
  const { differentFrom } = check;
  const other = differentFrom === null ? null : await readNeighbours(lab, differentFrom, signal);
  const objections = [
    ...check.present.map((wanted) => presenceObjection(wanted, own.entries)),
    ...check.absent.map((address) => absenceObjection(address, own.entries)),
    other === null ? null : sameTableObjection(own.entries, other.entries),
  ].filter((objection) => objection !== null);
  return {
    outcome: objections.length === 0 ? 'pass' : 'fail',
    expected: sentence(check),
    observed:
      objections.length === 0
        ? own.entries.map(neighbourLine).join(', ') || 'an empty table'
        : objections.join('; '),
    evidence: [...own.evidence, ...(other?.evidence ?? [])],
    final: false,
  };
}
