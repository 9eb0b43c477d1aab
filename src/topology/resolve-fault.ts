import { cableEnds } from '../scenario/parse/cable.ts';
import type { RawFault } from '../scenario/schema/scenario.ts';
import type { Cable, Fault } from './faults.ts';
import type { Node } from './model.ts';

/** A fault that the rules have nothing against. */
export function resolveFault(fault: RawFault, nodes: readonly Node[]): Fault {
  const { crash, boot, reboot, unplug, plug, partition, heal } = fault;
  if (crash !== undefined) return { kind: 'crash', node: crash };
  if (boot !== undefined) return { kind: 'boot', node: boot };
  if (reboot !== undefined) return { kind: 'reboot', node: reboot };
  if (unplug !== undefined) return { kind: 'unplug', cable: cableOf(unplug) };
  if (plug !== undefined) return { kind: 'plug', cable: cableOf(plug) };
  if (partition !== undefined) {
    const { segment, groups } = partition;
    const cables = cablesOf(segment, nodes);
    const parts = groups.map((group) => cables.filter(({ node }) => group.includes(node)));
    return { kind: 'partition', segment, parts };
  }
  if (heal !== undefined) {
    return { kind: 'heal', segment: heal, cables: cablesOf(heal, nodes) };
  }
  throw new Error('not as the schema has it: a fault of no kind');
}

function cableOf(text: string): Cable {
  const cable = cableEnds(text);
  if (cable === null) throw new Error(`not as the schema has it: ${text}`);
  return cable;
}

/** All that is plugged into the segment. */
function cablesOf(segment: string, nodes: readonly Node[]): readonly Cable[] {
  return nodes.flatMap(({ name, root }) =>
    root.devices.flatMap((device) =>
      device.kind === 'nic' && device.segment === segment ? [{ node: name, nic: device.name }] : [],
    ),
  );
}
