import { parseDurationMs } from '../../parse/duration.ts';
import type { CheckForm } from './form.ts';

export const outageForm: CheckForm<'outage'> = (spec, path) => {
  const { at_least: atLeast, at_most: atMost } = spec;
  if (atLeast === undefined && atMost === undefined) {
    return [{ path, part: 'key', message: 'expected `at_least`, `at_most` or both' }];
  }
  if (atLeast === undefined || atMost === undefined) return [];
  const [least, most] = [parseDurationMs(atLeast) ?? 0, parseDurationMs(atMost) ?? 0];
  if (least <= most) return [];
  return [
    {
      path: [...path, 'at_least'],
      message: `\`at_least\` is more than \`at_most\`, ${atMost}`,
      hint: 'nothing lies between the two',
    },
  ];
};
