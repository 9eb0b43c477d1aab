import { describe, expect, test } from 'vitest';
import { expandCheck } from '../../../src/checks/kinds/kinds.ts';
import { allChecks } from '../../../src/topology/topology.ts';
import { resolveText } from '../topology/resolve-text.ts';

const LAB = `title: t
segments: { lan: {} }
nodes:
  node1:
    interfaces: { ens5: { segment: lan, address: 10.0.0.10/16 } }
  node2:
    interfaces: { ens5: { segment: lan, address: 10.0.0.20/16 } }
checks:
`;

function titlesOf(check: string): readonly string[] {
  const topology = resolveText('test', `${LAB}  - ${check}\n`);
  return allChecks(topology)
    .map(expandCheck)
    .flatMap(({ cases }) => cases.map(({ title }) => title));
}

describe('a case without a title says what it is about', () => {
  test.each([
    ['reach: { from: node1, to: node2 }', ['node1 reaches node2']],
    [
      'no_reach: { from: [node1, node2], to: 10.9.9.9 }',
      ['node1 does not reach 10.9.9.9', 'node2 does not reach 10.9.9.9'],
    ],
    ['routes: { at: node1, exactly: [] }', ['routes of node1 are exactly those listed']],
    ['routes: { at: node2, contains: [] }', ['routes of node2 hold those listed']],
    [
      'throughput: { from: node1, to: node2, at_least: 1mbit, protocol: udp }',
      ['UDP throughput node1 → node2'],
    ],
    [
      'bridge_ports: { at: node1, bridge: br0, exactly: [veth10] }',
      ['br0 of node1 has exactly the ports veth10'],
    ],
    [
      'neighbours: { at: node1, present: [{ address: 10.0.0.20, dev: ens5 }], absent: [10.0.0.9] }',
      [
        'the neighbour table of node1 has 10.0.0.20 on ens5 at the MAC address of whoever has 10.0.0.20 and has nothing for 10.0.0.9',
      ],
    ],
    [
      'fdb: { at: node1, dev: vxlan0, present: [{ of: node2, dst: 10.0.0.20 }] }',
      ['the forwarding database of vxlan0 of node1 has node2 behind 10.0.0.20'],
    ],
    ['command: { at: node1, run: hostname }', ['hostname at node1']],
  ])('%s', (check, titles) => {
    expect(titlesOf(check)).toEqual(titles);
  });
});

test('a title names every case of several', () => {
  expect(titlesOf('no_reach: { from: [node1, node2], to: 10.9.9.9, title: No way }')).toEqual([
    'No way (node1 → 10.9.9.9)',
    'No way (node2 → 10.9.9.9)',
  ]);
});
