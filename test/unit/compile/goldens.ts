import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from '../../../src/topology/model.ts';
import { resolveText } from '../topology/resolve-text.ts';

const directory = join(import.meta.dirname, 'golden');

export interface GoldenNode {
  /** `overlay/node1` */
  readonly name: string;
  /** Path of the node's golden files, without their endings. */
  readonly path: string;
  readonly node: Node;
}

/** The nodes of every scenario under golden/. */
export function goldenNodes(): readonly GoldenNode[] {
  return readdirSync(directory).flatMap((scenario) => {
    const text = readFileSync(join(directory, scenario, 'scenario.yaml'), 'utf8');
    return resolveText(scenario, text).nodes.map((node) => ({
      name: `${scenario}/${node.name}`,
      path: join(directory, scenario, node.name),
      node,
    }));
  });
}

/** @throws Error when there is no such node. */
export function goldenNode(wanted: string): Node {
  const found = goldenNodes().find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`no golden node ${wanted}`);
  return found.node;
}
