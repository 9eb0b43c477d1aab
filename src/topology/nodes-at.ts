import type { Node } from './model.ts';
import type { Topology } from './topology.ts';

/** The nodes as they stand in a step, from 0; as they stand at first, where there is no such step. */
export function nodesAt(topology: Topology, step: number): readonly Node[] {
  return topology.steps[step]?.nodesDuring ?? topology.nodes;
}

/** Whether the node has power then. */
export function hasPower(topology: Topology, step: number, node: string): boolean {
  return topology.steps[step]?.down.includes(node) !== true;
}
