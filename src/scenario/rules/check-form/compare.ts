import { suggest } from '../../nearest.ts';
import type { CheckForm } from './form.ts';

export const compareForm: CheckForm<'compare'> = (spec, path) => {
  const names = Object.keys(spec.paths);
  const tooFew =
    names.length >= 2
      ? []
      : [
          {
            path: [...path, 'paths'],
            part: 'key' as const,
            message: `there is nothing to compare: expected two paths or more, found ${names.length}`,
            hint: null,
          },
        ];
  const unknown = spec.claims.flatMap((claim, index) =>
    (['better', 'than'] as const)
      .filter((end) => !names.includes(claim[end]))
      .map((end) => ({
        path: [...path, 'claims', index, end],
        part: 'value' as const,
        message: `there is no path \`${claim[end]}\` in \`paths\``,
        hint: suggest(claim[end], names, 'paths'),
      })),
  );
  const same = spec.claims.flatMap(({ better, than }, index) =>
    better === than && names.includes(than)
      ? [
          {
            path: [...path, 'claims', index, 'than'],
            part: 'value' as const,
            message: 'a path is not better than itself',
            hint: null,
          },
        ]
      : [],
  );
  return [...tooFew, ...unknown, ...same];
};
