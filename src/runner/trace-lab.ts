/** Traces packets through a lab that stands. */
import type { PacketFlow } from '../topology/checks/parts.ts';
import { traceFlows } from '../explain/trace.ts';
import type { Trace } from '../explain/trace-record.ts';
import { hasPower, nodesAt } from '../topology/nodes-at.ts';
import type { Transport } from '../transport/transport.ts';
import { connectAll } from './attach.ts';
import { readLab } from './lab-store.ts';
import { labView } from './lab-view.ts';
import type { LabInfo } from './labs.ts';
import { openedLab } from './opened-lab.ts';

export interface TraceLabOptions {
  readonly lab: LabInfo;
  readonly flows: readonly PacketFlow[];
  readonly signal: AbortSignal;
}

/** @throws HarnessError when a node cannot be reached or watched */
export async function traceLab({
  lab: info,
  flows,
  signal,
}: TraceLabOptions): Promise<readonly Trace[]> {
  const { prepared, nodes, topology, step } = readLab(info.id);
  const lab = await openedLab(info);
  const transports = new Map<string, Transport>();
  try {
    const powered = (name: string) => hasPower(topology, step, name);
    const running = nodes.filter(({ name }) => powered(name));
    await connectAll(running, lab, transports, signal);
    const standing = nodesAt(topology, step).filter(({ name }) => powered(name));
    const timeFactor = prepared?.accelerator?.timeFactor ?? 1;
    return await traceFlows(
      labView(standing, transports, lab, timeFactor),
      standing,
      flows,
      signal,
    );
  } finally {
    await Promise.all([...transports.values()].map((transport) => transport.close()));
  }
}
