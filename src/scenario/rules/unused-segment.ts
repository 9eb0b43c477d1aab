import type { Rule } from './rule.ts';

export const unusedSegment: Rule = {
  code: 'unused-segment',
  concludesFromAbsent: 'names',
  check: ({ scenario, lab }) => {
    const used = new Set(
      lab.namespaces.flatMap(({ devices }) =>
        devices.flatMap(({ type }) => (type.kind === 'interface' ? [type.spec.segment] : [])),
      ),
    );
    return Object.keys(scenario.segments ?? {})
      .filter((name) => !used.has(name))
      .map((name) => ({
        path: ['segments', name],
        part: 'key' as const,
        message: `no interface is plugged into the segment \`${name}\``,
        hint: 'plug one in, or remove the segment',
      }));
  },
};
