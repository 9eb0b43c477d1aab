import { suggest } from '../nearest.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

interface End {
  readonly container: string | undefined;
  readonly bridge: string | undefined;
  readonly path: Path;
}

function judge({ container, bridge, path }: End, node: string, known: readonly string[]) {
  const findings: Finding[] = [];
  if (container !== undefined && !known.includes(container)) {
    findings.push({
      path: [...path, 'container'],
      message: `${node} has no container \`${container}\``,
      hint:
        suggest(container, known, `containers of ${node}`) ??
        `add it under the containers of ${node}: \`${container}: {}\``,
    });
  }
  if (container !== undefined && bridge !== undefined) {
    findings.push({
      path: [...path, 'bridge'],
      part: 'key',
      message: `this end is in ${container}, and the bridges are in ${node} itself`,
      hint: 'only an end in the node can be a port',
    });
  }
  return findings;
}

/** The ends of a node's veth pairs are in containers that are there. */
export const vethEnds: Rule = {
  code: 'veth-end',
  concludesFromAbsent: 'names',
  check: ({ scenario }) =>
    Object.entries(scenario.nodes).flatMap(([node, { veth, containers }]) => {
      const known = Object.keys(containers ?? {});
      return Object.entries(veth ?? {}).flatMap(([name, { container, bridge, peer }]) => {
        const path = ['nodes', node, 'veth', name];
        const far = { container: peer.container, bridge: peer.bridge, path: [...path, 'peer'] };
        return [...judge({ container, bridge, path }, node, known), ...judge(far, node, known)];
      });
    }),
};
