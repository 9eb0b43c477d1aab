import { type LabNamespace, layOut } from '../rules/lab.ts';
import { findWires } from '../rules/wires.ts';
import type { RawScenario } from '../schema/scenario.ts';
import { forwardingKey, isRouted, saysForwarding } from './forwarding.ts';
import type { Filled, GivenText } from './given.ts';
import { readAt, writeAt } from './write-at.ts';

/** Makes routers of the nodes that have addresses on two wires or more, unless they say otherwise. */
export function giveForwarding(written: RawScenario): Filled {
  const lab = layOut(written);
  const wires = findWires(lab);
  const given: GivenText[] = [];
  let scenario = written;
  const wiresOfFamily = ({ devices }: LabNamespace, family: 4 | 6): number => {
    const has = devices.filter(({ addresses }) =>
      addresses.some(({ prefix }) => prefix.family === family),
    );
    return new Set(has.map(wires)).size;
  };
  for (const space of lab.namespaces.filter((one) => isRouted(written, one))) {
    for (const family of [4, 6] as const) {
      if (saysForwarding(space, family) !== null || wiresOfFamily(space, family) < 2) continue;
      const path = [...space.path, 'sysctls'];
      const key = forwardingKey(family);
      const before = readAt(scenario, path) as object | undefined;
      scenario = writeAt(scenario, path, { ...before, [key]: 1 });
      given.push({ what: 'sysctl', to: space.label, text: `${key}: 1`, path });
    }
  }
  return { scenario, given, missing: [] };
}
