import type { CounterBounds, CountersCheck } from '../../topology/checks/counters.ts';
import type { DeviceCounters } from '../parse/device-counters.ts';

/** By how much the counters of a device moved, in the check's unit. */
export interface CounterMoves {
  readonly rx: number;
  readonly tx: number;
}

export function counterMoves(
  unit: CountersCheck['unit'],
  before: DeviceCounters,
  after: DeviceCounters,
): CounterMoves {
  return unit === 'packets'
    ? { rx: after.rxPackets - before.rxPackets, tx: after.txPackets - before.txPackets }
    : { rx: after.rxBytes - before.rxBytes, tx: after.txBytes - before.txBytes };
}

/** `received at least 2, sent at most 0`. */
export function boundsWords({ rx, tx }: Pick<CountersCheck, 'rx' | 'tx'>): string {
  const words = (verb: string, { atLeast, atMost }: CounterBounds) => [
    ...(atLeast === null ? [] : [`${verb} at least ${atLeast}`]),
    ...(atMost === null ? [] : [`${verb} ${atMost === 0 ? 'none' : `at most ${atMost}`}`]),
  ];
  return [...words('received', rx), ...words('sent', tx)].join(', ');
}

export function areWithin({ rx, tx }: Pick<CountersCheck, 'rx' | 'tx'>, moved: CounterMoves) {
  return isWithin(rx, moved.rx) && isWithin(tx, moved.tx);
}

function isWithin({ atLeast, atMost }: CounterBounds, moved: number): boolean {
  return moved >= (atLeast ?? moved) && moved <= (atMost ?? moved);
}
