import { isRouteLine } from '../../parse/route-line.ts';
import type { Finding } from '../rule.ts';
import type { CheckForm } from './form.ts';

export const routesForm: CheckForm<'routes'> = ({ contains, exactly }, path) => {
  if ((contains === undefined) === (exactly === undefined)) {
    const message = 'expected one of `contains` and `exactly`';
    const found = contains === undefined ? 'found neither' : 'found both';
    return [{ path, part: 'key', message: `${message}, ${found}` }];
  }
  const key = contains === undefined ? 'exactly' : 'contains';
  return (contains ?? exactly ?? []).flatMap((line, index): readonly Finding[] => {
    if (isRouteLine(line)) return [];
    return [
      {
        path: [...path, key, index],
        message: `expected a route, found \`${line}\``,
        hint: 'write it as `ip route` does: 172.16.1.0/24 via 10.0.0.20 dev ens5',
      },
    ];
  });
};
