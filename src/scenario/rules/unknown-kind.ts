import { suggest } from '../nearest.ts';
import type { Finding, Rule } from './rule.ts';

export const unknownKind: Rule = {
  code: 'unknown-kind',
  concludesFromAbsent: 'nothing',
  check: ({ scenario, known }) =>
    known === null
      ? []
      : Object.entries(scenario.nodes).flatMap(([name, { kind, image }]) => [
          ...unless(known.kinds, kind, ['nodes', name, 'kind'], 'node kind'),
          ...unless(known.images, image, ['nodes', name, 'image'], 'image'),
        ]),
};

function unless(
  names: readonly string[],
  name: string | undefined,
  path: Finding['path'],
  what: string,
): readonly Finding[] {
  if (name === undefined || names.includes(name)) return [];
  const message = `the inventory has no ${what} \`${name}\``;
  return [{ path, message, hint: suggest(name, names, `${what}s`) }];
}
