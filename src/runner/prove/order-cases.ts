/** In which order the cases are tried on a mutant: those that cost least and tell most come first. */
import type { PlannedCase } from '../../checks/run/plan-cases.ts';
import type { Check } from '../../topology/checks.ts';

/** What the cases are ordered by. */
export interface Experience {
  /** How long a case took in the lab as it must be, in milliseconds. */
  readonly tookMs: ReadonlyMap<string, number>;
  /** How many mutants a case has killed, by the node that they were on. */
  readonly kills: ReadonlyMap<string, number>;
}

/** Cases that run at the same time. */
export interface Turn {
  readonly cases: readonly PlannedCase[];
  /** They send packets: what was learned from earlier ones must be forgotten first. */
  readonly probes: boolean;
}

/** They look at what a node holds, and send nothing. */
const READING: readonly Check['kind'][] = ['routes', 'links', 'bridge_ports', 'neighbours', 'fdb'];

/** They say more of the host than of the scenario. */
export function isRate({ kind }: Check): boolean {
  return kind === 'throughput' || kind === 'compare';
}

/** The checks that are tried on mutants at all; an outage is measured on the way into its step. */
export function isTried(check: Check): boolean {
  return !isRate(check) && check.kind !== 'outage';
}

/** Killed mutants of one node are counted together. */
export function killKey(node: string, { id }: PlannedCase): string {
  return `${node} ${id}`;
}

/**
 * First what is read on the mutated node, one by one; then, as far as they killed mutants of that
 * node before, probes one by one; then all others as in a run. A case that changes the lab is alone.
 */
export function turnsFor(
  node: string,
  cases: readonly PlannedCase[],
  { tookMs, kills }: Experience,
): readonly Turn[] {
  const killsOf = (planned: PlannedCase) => kills.get(killKey(node, planned)) ?? 0;
  const cost = ({ id }: PlannedCase) => tookMs.get(id) ?? 0;
  const ordered = cases
    .filter(({ check }) => isTried(check))
    .toSorted((a, b) => killsOf(b) - killsOf(a) || cost(a) - cost(b));
  const isRead = ({ check, case: { at } }: PlannedCase) =>
    READING.includes(check.kind) && at.node === node;
  const reads = ordered.filter(isRead);
  const probes = ordered.filter((planned) => !isRead(planned));
  const isKnown = (planned: PlannedCase) => planned.turn === 'together' && killsOf(planned) > 0;
  const known = probes.filter(isKnown).slice(0, KNOWN_AT_MOST);
  const rest = probes.filter((planned) => !known.includes(planned));
  const inTurn = (turn: PlannedCase['turn']) => rest.filter((planned) => planned.turn === turn);
  const turns: readonly Turn[] = [
    ...reads.map((planned) => ({ cases: [planned], probes: false })),
    ...known.map((planned) => ({ cases: [planned], probes: true })),
    { cases: inTurn('together'), probes: true },
    { cases: inTurn('late'), probes: true },
    ...inTurn('alone').map((planned) => ({ cases: [planned], probes: true })),
  ];
  return turns.filter((turn) => turn.cases.length > 0);
}

/** More would take longer than all others at the same time. */
const KNOWN_AT_MOST = 2;
