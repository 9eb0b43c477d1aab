/** How checks word endpoints and numbers. */
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Flow, Pair, Target } from '../topology/checks.ts';

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

/** The check's title; with the case's own name where one check has several cases. */
export function caseTitle(title: string, cases: number, name: string): string {
  return cases === 1 ? title : `${title} (${name})`;
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
