import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

/** An impairment says something, and what varies is there to vary. */
export const impairForm: Rule = {
  code: 'impair-form',
  concludesFromAbsent: 'nothing',
  check: ({ scenario: { segments = {}, nodes }, lost }) => {
    const written = [
      ...Object.entries(segments).map(([name, { impair }]) => ({
        impair,
        below: impair,
        path: ['segments', name, 'impair'] as Path,
      })),
      ...Object.entries(nodes).flatMap(([node, { interfaces = {} }]) =>
        Object.entries(interfaces).map(([nic, { impair, segment }]) => ({
          impair,
          // What the interface leaves out, its segment may say.
          below: { ...segments[segment]?.impair, ...impair },
          path: ['nodes', node, 'interfaces', nic, 'impair'] as Path,
        })),
      ),
    ];
    return written.flatMap(({ impair, below, path }): readonly Finding[] => {
      if (impair === undefined) return [];
      if (lost.some((gone) => path.every((key, at) => gone[at] === key))) return [];
      if (Object.keys(impair).length === 0) {
        const message = 'expected one of delay, jitter, loss, rate, found none';
        return [{ path, part: 'key', message }];
      }
      if (impair.jitter === undefined || below?.delay !== undefined) return [];
      const hint = 'jitter is by how much a delay varies';
      return [{ path: [...path, 'jitter'], message: 'there is no `delay` that could vary', hint }];
    });
  },
};
