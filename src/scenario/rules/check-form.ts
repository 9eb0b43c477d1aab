import { isRouteLine } from '../parse/route-line.ts';
import type { RawCheck, RawRoutes, RawThroughput } from '../schema/check.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

function judgeRoutes({ contains, exactly }: RawRoutes, path: Path): readonly Finding[] {
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
}

function judgeThroughput(spec: RawThroughput, path: Path): readonly Finding[] {
  if (spec.max_loss_percent === undefined || spec.protocol === 'udp') return [];
  return [
    {
      path: [...path, 'max_loss_percent'],
      part: 'key',
      message: '`max_loss_percent` is a bound on UDP datagrams, the protocol is tcp',
      hint: 'add `protocol: udp`, or remove it',
    },
  ];
}

function judge(check: RawCheck, path: Path): readonly Finding[] {
  switch (check.kind) {
    case 'routes':
      return judgeRoutes(check.spec, path);
    case 'throughput':
      return judgeThroughput(check.spec, path);
    case 'reach':
    case 'no_reach':
    case 'command':
      return [];
  }
}

/** The fields of a check go together. */
export const checkForm: Rule = {
  code: 'check-form',
  concludesFromAbsent: 'nothing',
  check: ({ scenario }) =>
    (scenario.checks ?? []).flatMap((check, index) => judge(check, ['checks', index, check.kind])),
};
