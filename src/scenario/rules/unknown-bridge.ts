import { suggest } from '../nearest.ts';
import type { Rule } from './rule.ts';

/** Ports name a bridge of their node. */
export const unknownBridge: Rule = {
  code: 'unknown-bridge',
  concludesFromAbsent: 'names',
  check: ({ scenario, lab }) =>
    lab.namespaces.flatMap(({ node, devices }) => {
      const bridges = Object.keys(scenario.nodes[node]?.bridges ?? {});
      return devices
        .flatMap(({ settings, settingsPath }) => ({ ...settings, path: settingsPath }))
        .filter(({ bridge }) => bridge !== undefined && !bridges.includes(bridge))
        .map(({ bridge = '', path }) => ({
          path: [...path, 'bridge'],
          message: `${node} has no bridge \`${bridge}\``,
          hint:
            suggest(bridge, bridges, `bridges of ${node}`) ?? `add it under the bridges of ${node}`,
        }));
    }),
};
