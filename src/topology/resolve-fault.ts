import { cableEnds } from '../scenario/parse/cable.ts';
import { parseClockJumpMs } from '../scenario/parse/duration.ts';
import type { RawFault } from '../scenario/schema/scenario.ts';
import { durationMs } from './checks/scope.ts';
import type { Cable, Fault } from './faults.ts';
import type { Node } from './model.ts';

/** A fault that the rules have nothing against. */
export function resolveFault(fault: RawFault, nodes: readonly Node[]): Fault {
  const afterMs = fault.after === undefined ? 0 : durationMs(fault.after);
  return { ...resolveKind(fault, nodes), afterMs };
}

function resolveKind(fault: RawFault, nodes: readonly Node[]) {
  const { crash, boot, reboot, unplug, plug, partition, heal, clock } = fault;
  if (crash !== undefined) return { kind: 'crash', node: crash } as const;
  if (boot !== undefined) return { kind: 'boot', node: boot } as const;
  if (reboot !== undefined) return { kind: 'reboot', node: reboot } as const;
  if (unplug !== undefined) return { kind: 'unplug', cable: cableOf(unplug) } as const;
  if (plug !== undefined) return { kind: 'plug', cable: cableOf(plug) } as const;
  if (partition !== undefined) {
    const { segment, groups } = partition;
    const cables = cablesOf(segment, nodes);
    const parts = groups.map((group) => cables.filter(({ node }) => group.includes(node)));
    return { kind: 'partition', segment, parts } as const;
  }
  if (heal !== undefined) {
    return { kind: 'heal', segment: heal, cables: cablesOf(heal, nodes) } as const;
  }
  if (clock !== undefined) {
    return { kind: 'clock', node: clock.node, byMs: clockJumpMs(clock.by) } as const;
  }
  throw new Error('not as the schema has it: a fault of no kind');
}

function clockJumpMs(text: string): number {
  const ms = parseClockJumpMs(text);
  if (ms === null) throw new Error(`not as the schema has it: ${text}`);
  return ms;
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
