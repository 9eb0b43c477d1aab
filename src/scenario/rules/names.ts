import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

/** A label of a host name, lower case (RFC 1123, section 2.1; its 63 characters at most). */
const NAME = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function judge(thing: string, name: string, path: Path): readonly Finding[] {
  if (NAME.test(name)) return [];
  return [
    {
      path,
      part: 'key',
      message: `\`${name}\` is no name for a ${thing}`,
      hint: 'lower-case letters, digits and dashes, beginning with a letter, at most 63 characters',
    },
  ];
}

/** Segments, pools, nodes, containers and services have names that can be host names. */
export const names: Rule = {
  code: 'bad-name',
  concludesFromAbsent: 'nothing',
  check: ({ scenario, lab }) => [
    ...Object.keys(scenario.segments ?? {}).flatMap((name) =>
      judge('segment', name, ['segments', name]),
    ),
    ...Object.entries(scenario.pools ?? {}).flatMap(([name, { reserve = {} }]) => [
      ...judge('pool', name, ['pools', name]),
      ...Object.keys(reserve).flatMap((owner) =>
        judge('reserved address', owner, ['pools', name, 'reserve', owner]),
      ),
    ]),
    ...lab.namespaces.flatMap(({ node, container, path }) =>
      container === null ? judge('node', node, path) : judge('container', container, path),
    ),
    ...lab.namespaces.flatMap(({ spec, path }) =>
      Object.keys(spec.services ?? {}).flatMap((name) =>
        judge('service', name, [...path, 'services', name]),
      ),
    ),
  ],
};
