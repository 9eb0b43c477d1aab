import type { Rule } from './rule.ts';

export const noNodes: Rule = {
  code: 'no-nodes',
  concludesFromAbsent: 'names',
  check: ({ lab }) =>
    lab.namespaces.length > 0
      ? []
      : [{ path: ['nodes'], part: 'key', message: 'expected at least one node, found none' }],
};
