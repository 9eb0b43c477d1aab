import type { LabInfo } from '../runner/labs.ts';
import type { Endpoint, Node } from '../topology/model.ts';
import { nodesAt } from '../topology/nodes-at.ts';
import { UsageError } from '../lib/errors.ts';
import { suggest } from '../scenario/nearest.ts';
import { parseEndpoint } from '../scenario/parse/endpoint.ts';

/** Reads NODE or NODE/CONTAINER of a lab, as it was made. @throws UsageError */
export function endpointIn({ id, topology, step }: LabInfo, text: string): Endpoint {
  if (topology === null) throw new UsageError(`Nothing is known of the nodes of the lab ${id}.`);
  return endpointOf(text, nodesAt(topology, step));
}

/** Reads NODE or NODE/CONTAINER of these nodes. @throws UsageError */
export function endpointOf(text: string, nodes: readonly Node[]): Endpoint {
  const endpoint = parseEndpoint(text);
  if (endpoint === null) {
    throw new UsageError(`\`${text}\` is no place in a lab: write NODE or NODE/CONTAINER.`);
  }
  const node = known('node', endpoint.node, nodes);
  if (endpoint.container !== null) {
    known(`container on ${node.name}`, endpoint.container, node.containers);
  }
  return endpoint;
}

function known<T extends { readonly name: string }>(
  what: string,
  name: string,
  candidates: readonly T[],
): T {
  const found = candidates.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  const names = candidates.map((candidate) => candidate.name);
  const hint = suggest(name, names, 'there are') ?? 'there is none';
  throw new UsageError(`There is no ${what} \`${name}\`: ${hint}`);
}
