import { suggest } from '../nearest.ts';
import type { Rule } from './rule.ts';

export const unknownSegment: Rule = {
  code: 'unknown-segment',
  concludesFromAbsent: 'names',
  check: ({ scenario, lab }) => {
    const segments = Object.keys(scenario.segments ?? {});
    return lab.namespaces.flatMap(({ devices }) =>
      devices.flatMap(({ type, path }) => {
        if (type.kind !== 'interface' || segments.includes(type.spec.segment)) return [];
        return {
          path: [...path, 'segment'],
          message: `there is no segment \`${type.spec.segment}\``,
          hint: suggest(type.spec.segment, segments, 'segments') ?? 'add it under `segments`',
        };
      }),
    );
  },
};
