import { expect, it } from 'vitest';
import type { CaseResult } from '../../../src/checks/result.ts';
import { waysIn } from '../../../src/report/ways-in.ts';

it('leads to the first flow that failed', () => {
  const target = { label: 'node2/con1', address: '172.16.1.2', family: 4 } as const;
  const probed = {
    from: { node: 'node1', container: 'con1' },
    to: { ...target, endpoint: { node: 'node2', container: 'con1' } },
    ...{ port: 80, bytes: null },
  };
  const cases = [
    { outcome: 'pass', probed: { ...probed, port: 1 } },
    { outcome: 'fail', probed: null },
    { outcome: 'fail', probed },
  ] as unknown as readonly CaseResult[];
  expect(waysIn('pair-1', cases)).toEqual([
    '  npx wirelab ssh pair-1 NODE                                a shell on a node (NODE/CONTAINER: in a container)',
    '  npx wirelab ssh pair-1 node1/con1                          where the packets of a failed check come from',
    '  npx wirelab trace pair-1 node1/con1 node2/con1 --port 80   where they get lost',
    "  npx wirelab console pair-1 NODE                            what a node's kernel said",
    '  npx wirelab check pair-1                                   the checks again',
  ]);
});
