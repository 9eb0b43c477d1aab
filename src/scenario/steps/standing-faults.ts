/** What faults leave behind until other faults undo it. */
import type { RawFault, RawStep } from '../schema/scenario.ts';

export interface StandingFaults {
  /** Nodes without power. */
  readonly down: readonly string[];
  /** `node1/ens5` */
  readonly unplugged: readonly string[];
  /** Segments that have fallen apart. */
  readonly partitioned: readonly string[];
}

const noFaults: StandingFaults = { down: [], unplugged: [], partitioned: [] };

/** What stands after the steps have been played. */
export function faultsAfter(steps: readonly Pick<RawStep, 'faults'>[]): StandingFaults {
  return steps.flatMap(({ faults = [] }) => faults).reduce(withFault, noFaults);
}

/** What stands after one more fault. */
export function withFault(standing: StandingFaults, fault: RawFault): StandingFaults {
  const { down, unplugged, partitioned } = standing;
  const { crash, boot, unplug, plug, partition, heal } = fault;
  return {
    down: changed(down, crash, boot),
    unplugged: changed(unplugged, unplug, plug),
    partitioned: changed(partitioned, partition?.segment, heal),
  };
}

function changed(
  names: readonly string[],
  come: string | undefined,
  gone: string | undefined,
): readonly string[] {
  const rest = names.filter((name) => name !== gone && name !== come);
  return come === undefined ? rest : [...rest, come];
}
