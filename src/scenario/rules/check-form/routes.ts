import { isRouteLine } from '../../parse/route-line.ts';
import type { Finding } from '../rule.ts';
import { containsOrExactly } from './contains-or-exactly.ts';
import type { CheckForm } from './form.ts';

export const routesForm: CheckForm<'routes'> = (spec, path) => {
  const findings = containsOrExactly(spec, path);
  if (findings.length > 0) return findings;
  const key = spec.contains === undefined ? 'exactly' : 'contains';
  return (spec[key] ?? []).flatMap((line, index): readonly Finding[] => {
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
