import type { DrawnLink, DrawnNode } from './drawing.ts';

/** It is between segments or VLANs, and has nothing in it that would be sent there. */
export function isRouter(node: DrawnNode, links: readonly DrawnLink[]): boolean {
  const vlans = node.devices.filter(
    ({ kind, addresses }) => kind === 'vlan' && addresses.length > 0,
  );
  const sides = Math.max(segmentsOf(node, links).length, vlans.length);
  return node.containers.length === 0 && sides > 1;
}

/** Segments that the node is plugged into. */
function segmentsOf(node: DrawnNode, links: readonly DrawnLink[]): readonly string[] {
  const own = new Set(node.devices.map(({ id }) => id));
  const cables = links.filter(({ kind, from }) => kind === 'cable' && own.has(from));
  return [...new Set(cables.map(({ to }) => to))];
}
