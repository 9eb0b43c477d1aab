import { suggest } from '../nearest.ts';
import type { Rule } from './rule.ts';

export const unknownKind: Rule = {
  code: 'unknown-kind',
  concludesFromAbsent: 'nothing',
  check: ({ scenario, kinds }) =>
    Object.entries(scenario.nodes).flatMap(([name, { kind }]) => {
      if (kinds === null || kind === undefined || kinds.includes(kind)) return [];
      return {
        path: ['nodes', name, 'kind'],
        message: `the inventory has no node kind \`${kind}\``,
        hint: suggest(kind, kinds, 'kinds'),
      };
    }),
};
