import type { RawContainer } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

function judge(spec: RawContainer, name: string, path: Path): readonly Finding[] {
  if (spec.veth !== undefined && spec.macvlan !== undefined) {
    return [
      {
        path: [...path, 'macvlan'],
        part: 'key',
        message: `${name} has both a veth pair and a macvlan device`,
        hint: 'keep one of `veth` and `macvlan`',
      },
    ];
  }
  if (spec.macvlan !== undefined && spec.bridge !== undefined) {
    return [
      {
        path: [...path, 'bridge'],
        part: 'key',
        message: `${name} has a macvlan device, which is no port of a bridge`,
        hint: 'remove `bridge`: `parent` says what the device sits on',
      },
    ];
  }
  if (spec.veth === undefined && spec.macvlan === undefined) {
    return [
      {
        path,
        part: 'key',
        message: `${name} has neither a veth pair nor a macvlan device`,
        hint: 'add `veth: [end on the node, end in the container]` or `macvlan: { parent: … }`',
      },
    ];
  }
  return [];
}

/** A container is joined to its node in exactly one way. */
export const containerLink: Rule = {
  code: 'container-link',
  concludesFromAbsent: 'names',
  check: ({ scenario }) =>
    Object.entries(scenario.nodes).flatMap(([node, { containers }]) =>
      Object.entries(containers ?? {}).flatMap(([container, spec]) =>
        judge(spec, `${node}/${container}`, ['nodes', node, 'containers', container]),
      ),
    ),
};
