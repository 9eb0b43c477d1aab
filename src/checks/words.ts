/** How checks word endpoints and numbers. */
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Flow, Pair, Target } from '../topology/checks/parts.ts';

/** `node2/con1 (172.16.1.2)`, or the literal address alone. */
export function targetWords(target: Target): string {
  return target.label === target.address ? target.label : `${target.label} (${target.address})`;
}

/** `node1/con1 → node2/con1`. */
export function flowWords(flow: Flow): string {
  return `${endpointLabel(flow.from)} → ${flow.to.label}`;
}

/** `node1/con1-node2/con1`, for a case's id. */
export function pairKey(pair: Pair): string {
  return `${endpointLabel(pair.from)}-${pair.to.label}`;
}

/** How a case is called. */
export interface CaseWords {
  /** The check's title, in the scenario's words; null when it has none. */
  readonly title: string | null;
  /** Number of cases of the check. */
  readonly cases: number;
  /** What tells the case from the others of a check with a title: `node1/con1 → node2/con1`. */
  readonly name: string;
  /** What the case is about, for a check without a title. */
  readonly sentence: string;
}

export function caseTitle({ title, cases, name, sentence }: CaseWords): string {
  if (title === null) return sentence;
  return cases === 1 ? title : `${title} (${name})`;
}

/** The title of the case of one pair of a check; `sentence` says what is checked, where it has none. */
export function pairTitle(
  { title, pairs }: { readonly title: string | null; readonly pairs: readonly Pair[] },
  pair: Pair,
  sentence: string,
): string {
  return caseTitle({ title, cases: pairs.length, name: flowWords(pair), sentence });
}

/** At most two decimals, none that are zero: `0`, `33.33`. */
export function number(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** `412 Mbit/s`: three significant digits. */
export function rate(bps: number): string {
  const units = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'];
  let value = bps;
  let unit = 0;
  // 999.5 would be written as 1000 of the smaller unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${String(Number(value.toFixed(digits)))} ${units[unit] ?? ''}`;
}
