import type { CheckForm } from './form.ts';

export const bgpForm: CheckForm<'bgp'> = ({ state, prefixes = [] }, path) => {
  if (state !== 'down' || prefixes.length === 0) return [];
  return [
    {
      path: [...path, 'prefixes'],
      message: 'nothing is received from a neighbor whose session is down',
      hint: 'write `prefixes: []`, or leave it out',
    },
  ];
};
