import { suggest } from '../nearest.ts';
import { endpointMentions } from './mentions.ts';
import type { Rule } from './rule.ts';

/** Checks name nodes and containers that are there. */
export const unknownEndpoint: Rule = {
  code: 'unknown-endpoint',
  concludesFromAbsent: 'names',
  check: ({ scenario, lab }) => {
    const labels = lab.namespaces.map(({ label }) => label);
    return endpointMentions(scenario)
      .filter(({ text }) => !labels.includes(text))
      .map(({ text, path }) => ({
        path,
        message: `there is no ${text.includes('/') ? 'container' : 'node'} \`${text}\``,
        hint: suggest(text, labels, 'nodes and containers'),
      }));
  },
};
