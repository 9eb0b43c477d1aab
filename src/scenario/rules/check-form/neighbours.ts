import type { Finding } from '../rule.ts';
import type { CheckForm } from './form.ts';

export const neighboursForm: CheckForm<'neighbours'> = (spec, path) => [
  ...(spec.present ?? []).flatMap(({ of, mac }, index): readonly Finding[] =>
    of === undefined || mac === undefined
      ? []
      : [
          {
            path: [...path, 'present', index, 'mac'],
            part: 'key',
            message: 'expected one of `of` and `mac`, found both',
          },
        ],
  ),
  ...((spec.present ?? spec.absent ?? spec.different_from) === undefined
    ? [
        {
          path,
          part: 'key' as const,
          message: 'expected `present`, `absent` or `different_from`, found none of them',
        },
      ]
    : []),
];
