import type { RawSpec } from '../../schema/check.ts';
import type { Path } from '../../yaml/tree.ts';
import type { Finding } from '../rule.ts';
import type { CheckForm } from './form.ts';

type Entries = RawSpec<'fdb'>['present'];

function oneOfEach(entries: Entries, path: Path): readonly Finding[] {
  return (entries ?? []).flatMap(({ of, mac }, index): readonly Finding[] => {
    if ((of === undefined) !== (mac === undefined)) return [];
    const found = of === undefined ? 'found neither' : 'found both';
    return [{ path: [...path, index], message: `expected one of \`of\` and \`mac\`, ${found}` }];
  });
}

export const fdbForm: CheckForm<'fdb'> = ({ present, absent }, path) => {
  if ((present ?? absent) === undefined) {
    return [{ path, part: 'key', message: 'expected `present` or `absent`, found neither' }];
  }
  return [...oneOfEach(present, [...path, 'present']), ...oneOfEach(absent, [...path, 'absent'])];
};
