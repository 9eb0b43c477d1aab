import type { Rule } from './rule.ts';

/** A VXLAN device has one way of saying where its far ends are. */
export const vxlanRemotes: Rule = {
  code: 'vxlan-remotes',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ devices }) =>
      devices.flatMap(({ name, type, path }) => {
        if (type.kind !== 'vxlan') return [];
        const { remote, remotes } = type.spec;
        if (remote === undefined || remotes === undefined) return [];
        return {
          path: [...path, 'remote'],
          part: 'key' as const,
          message: `${name} has both \`remote\` and \`remotes\``,
          hint: 'write all of them under `remotes`',
        };
      }),
    ),
};
