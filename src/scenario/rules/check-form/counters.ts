import type { CheckForm } from './form.ts';

const BOUNDS = ['rx_at_least', 'rx_at_most', 'tx_at_least', 'tx_at_most'] as const;

export const countersForm: CheckForm<'counters'> = (spec, path) => {
  const bounds = BOUNDS.filter((key) => spec[key] !== undefined);
  if (spec.unchanged !== undefined) {
    return bounds.map((key) => ({
      path: [...path, key],
      part: 'key',
      message: `\`unchanged\` leaves nothing for \`${key}\` to say`,
      hint: 'remove one of them',
    }));
  }
  if (bounds.length > 0) return [];
  const choices = BOUNDS.map((key) => `\`${key}\``).join(', ');
  return [{ path, part: 'key', message: `expected \`unchanged\` or one of ${choices}` }];
};
