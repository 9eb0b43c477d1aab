import { namespaceOf } from '../topology/own-namespaces.ts';
import type { Endpoint, Node } from '../topology/model.ts';

/** The command that runs `argv` at an endpoint of the nodes, given a shell on its node. */
export function insideEndpoint(
  at: Endpoint,
  argv: readonly string[],
  nodes: readonly Node[],
): readonly string[] {
  const node = nodes.find(({ name }) => name === at.node);
  const container = node === undefined ? at.container : namespaceOf(node, at.container);
  return container === null ? argv : ['ip', 'netns', 'exec', container, ...argv];
}
