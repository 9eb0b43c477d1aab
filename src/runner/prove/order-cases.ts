/** In which order the cases are tried on a mutant: those that cost least and tell most come first. */
import type { PlannedCase } from '../../checks/run/plan-cases.ts';
import type { Mutant } from '../../explain/mutation/mutants.ts';
import type { Check } from '../../topology/checks.ts';

/** Where a mutant is different. */
export type Place = Pick<Mutant, 'node' | 'at'>;

/** What the cases are ordered by. */
export interface Experience {
  /** How long a case took in the lab as it must be, in milliseconds. */
  readonly tookMs: ReadonlyMap<string, number>;
  /** How many mutants a case has killed, by node, and by place on it; see countKill. */
  readonly kills: ReadonlyMap<string, number>;
}

/** Cases that run at the same time. */
export interface Turn {
  readonly cases: readonly PlannedCase[];
  /** They send packets: what was learned from earlier ones must be forgotten first. */
  readonly probes: boolean;
}

/** They judge nothing but what is in a node's state, and send nothing. */
export const READING: readonly Check['kind'][] = ['routes', 'links', 'bridge_ports'];

/** They judge what a node has learned from the packets of others. */
const LEARNED: readonly Check['kind'][] = ['neighbours', 'fdb'];

export function isLearned({ check }: PlannedCase): boolean {
  return LEARNED.includes(check.kind);
}

/** From the packets of these nodes learn. */
export function teachers(cases: readonly PlannedCase[]): readonly PlannedCase[] {
  return cases.filter(({ check, turn }) => isTried(check) && turn === 'together');
}

/** They say more of the host than of the scenario. */
export function isRate({ kind }: Check): boolean {
  return kind === 'throughput' || kind === 'compare';
}

/** The checks that are tried on mutants at all; an outage is measured on the way into its step. */
export function isTried(check: Check): boolean {
  return !isRate(check) && check.kind !== 'outage';
}

/** Learns that the case has killed a mutant there. */
export function countKill(kills: Map<string, number>, { node, at }: Place, by: PlannedCase): void {
  for (const where of new Set([node, at])) {
    const key = killKey(where, by);
    kills.set(key, (kills.get(key) ?? 0) + 1);
  }
}

function killKey(where: string, { id }: PlannedCase): string {
  return `${where} ${id}`;
}

/**
 * First what is read on the mutated node, one by one; then the most promising probes, one by one: those
 * that killed mutants of the same place or node, or go from or to that place; then all others as in a
 * run. A case that changes the lab is alone.
 */
export function turnsFor(
  { node, at }: Place,
  cases: readonly PlannedCase[],
  { tookMs, kills }: Experience,
): readonly Turn[] {
  const killsAt = (where: string, planned: PlannedCase) => kills.get(killKey(where, planned)) ?? 0;
  const concerns = ({ id }: PlannedCase) => id.includes(at);
  const cost = ({ id }: PlannedCase) => tookMs.get(id) ?? 0;
  const ordered = cases
    .filter(({ check }) => isTried(check))
    .toSorted(
      (a, b) =>
        killsAt(at, b) - killsAt(at, a) ||
        killsAt(node, b) - killsAt(node, a) ||
        Number(concerns(b)) - Number(concerns(a)) ||
        cost(a) - cost(b),
    );
  const isRead = ({ check, case: { at: where } }: PlannedCase) =>
    READING.includes(check.kind) && where.node === node;
  const reads = ordered.filter(isRead);
  const probes = ordered.filter((planned) => !isRead(planned));
  const promising = probes
    .filter(({ turn }) => turn === 'together')
    .filter((planned) => killsAt(node, planned) > 0 || concerns(planned))
    .slice(0, PROMISING_AT_MOST);
  return [
    ...reads.map((planned) => ({ cases: [planned], probes: false })),
    ...promising.map((planned) => ({ cases: [planned], probes: true })),
    ...asInRun(probes.filter((planned) => !promising.includes(planned))),
  ];
}

/** More would take longer than all others at the same time. */
const PROMISING_AT_MOST = 2;

/** The turns in which cases that send packets are tried in a run. */
export function asInRun(probes: readonly PlannedCase[]): readonly Turn[] {
  const inTurn = (turn: PlannedCase['turn']) => probes.filter((planned) => planned.turn === turn);
  const turns: readonly Turn[] = [
    { cases: inTurn('together'), probes: true },
    { cases: inTurn('late'), probes: true },
    ...inTurn('alone').map((planned) => ({ cases: [planned], probes: true })),
  ];
  return turns.filter((turn) => turn.cases.length > 0);
}
