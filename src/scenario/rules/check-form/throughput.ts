import type { CheckForm } from './form.ts';

export const throughputForm: CheckForm<'throughput'> = (spec, path) => {
  if (spec.max_loss_percent === undefined || spec.protocol === 'udp') return [];
  return [
    {
      path: [...path, 'max_loss_percent'],
      part: 'key',
      message: '`max_loss_percent` is a bound on UDP datagrams, the protocol is tcp',
      hint: 'add `protocol: udp`, or remove it',
    },
  ];
};
