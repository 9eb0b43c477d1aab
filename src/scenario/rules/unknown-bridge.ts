import { suggest } from '../nearest.ts';
import type { LabDevice } from './lab.ts';
import type { Rule } from './rule.ts';

interface Membership {
  readonly bridge: string;
  readonly path: readonly PropertyKey[];
}

function membership({ type, path, node, container }: LabDevice): readonly Membership[] {
  switch (type.kind) {
    case 'interface':
    case 'vxlan':
      return type.spec.bridge === undefined
        ? []
        : [{ bridge: type.spec.bridge, path: [...path, 'bridge'] }];
    case 'veth-on-node':
      return type.bridge === null || container === null
        ? []
        : [{ bridge: type.bridge, path: ['nodes', node, 'containers', container, 'bridge'] }];
    case 'veth-in-container':
    case 'macvlan':
    case 'bridge':
    case 'tun':
      return [];
  }
}

export const unknownBridge: Rule = {
  code: 'unknown-bridge',
  concludesFromAbsent: 'names',
  check: ({ scenario, lab }) =>
    lab.namespaces.flatMap(({ node, devices }) => {
      const bridges = Object.keys(scenario.nodes[node]?.bridges ?? {});
      return devices
        .flatMap(membership)
        .filter(({ bridge }) => !bridges.includes(bridge))
        .map(({ bridge, path }) => ({
          path,
          message: `${node} has no bridge \`${bridge}\``,
          hint:
            suggest(bridge, bridges, `bridges of ${node}`) ?? `add it under the bridges of ${node}`,
        }));
    }),
};
