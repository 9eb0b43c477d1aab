import { suggest } from '../nearest.ts';
import type { Rule } from './rule.ts';

/** A capture names segments that are there. */
export const capturedSegment: Rule = {
  code: 'unknown-segment',
  concludesFromAbsent: 'names',
  check: ({ scenario }) => {
    const segments = Object.keys(scenario.segments ?? {});
    return (scenario.checks ?? []).flatMap((check, index) => {
      if (check.kind !== 'capture') return [];
      const named = [check.spec.on].flat().filter((point) => typeof point === 'string');
      const isList = Array.isArray(check.spec.on);
      return named
        .filter((name) => !segments.includes(name))
        .map((name) => ({
          path: [
            ...['checks', index, 'capture', 'on'],
            ...(isList ? [[check.spec.on].flat().indexOf(name)] : []),
          ],
          message: `there is no segment \`${name}\``,
          hint:
            suggest(name, segments, 'segments') ?? 'a device is named as { at: node1, dev: ens5 }',
        }));
    });
  },
};
