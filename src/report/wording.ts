/** How reports word what the run says in numbers. */
import type { Accelerator } from '../providers/provider.ts';
import type { TracedCases } from '../runner/events.ts';
import type { Where } from '../topology/model.ts';

/** `0.3 s`, `59.9 s`, `1 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `1 check`, `3 checks`. */
export function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}

/** `file:line:column`, which terminals and editors open. */
export function place(where: Where): string {
  return `${where.file}:${where.line}:${where.column}`;
}

/** What a run's nodes were, as far as it is known. */
export interface Machines {
  readonly accelerator: Accelerator | null;
  readonly caveat: string | null;
}

/** `kvm`, `emulated (tcg): why`, or in what the nodes are less than machines; null when unknown. */
export function machineKind({ accelerator, caveat }: Machines): string | null {
  if (accelerator === null) return caveat;
  if (!accelerator.emulated) return accelerator.name;
  return `emulated (${accelerator.name}): ${accelerator.reason}`;
}

/** Text as one line. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}

/** `node1/con1 → node2/con1: node1: there is no route to 172.16.1.2`. */
export function tracedWords({ trace: { from, to, loss } }: TracedCases): string {
  return `${from} → ${to}: ${loss === null ? 'gets through now' : loss.cause.sentence}`;
}
