import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Direction } from '../../../src/explain/way/cooked.ts';
import type { Sighting } from '../../../src/explain/way/sighting.ts';
import { wayOf } from '../../../src/explain/way/way.ts';
import { resolveText } from '../topology/resolve-text.ts';

const file = new URL('../../vm/explained.yaml', import.meta.url);
const { nodes } = resolveText('explained', readFileSync(file, 'utf8'));
const con1 = { node: 'node1', container: 'con1' };
const target = { node: 'node2', container: 'con1' };

let clock = 0n;

/** `node1/con1 veth11 out`, in the order of their times. */
function seen(...lines: readonly string[]): readonly Sighting[] {
  return lines.map((line) => {
    const [place = '', device = '', direction = ''] = line.split(' ');
    const [node = '', container = null] = place.split('/');
    clock += 1n;
    return {
      ...{ at: { node, container }, device, direction: direction as Direction, timeNs: clock },
      ...{ vlans: [], wraps: [], source: '172.16.0.2', destination: '172.16.1.2' },
      subject: { kind: 'request', flow: 0, sequence: 1 },
    };
  });
}

function wayWords(...lines: readonly string[]): readonly string[] {
  // Whatever the order is in which nodes report.
  const way = wayOf(seen(...lines).toReversed(), nodes, { start: con1, target });
  return way.map(({ node, from, sightings }) =>
    [node, from ?? 'made here', ...sightings.map(({ device }) => device)].join(' '),
  );
}

it('puts what nodes have seen into the order of the way', () => {
  expect(
    wayWords(
      ...['node1/con1 veth11 out', 'node1 veth10 in', 'node1 vxlan0 out', 'node1 ens5 out'],
      ...['router left in', 'router right out'],
      ...['node2 ens5 in', 'node2 vxlan0 in', 'node2 veth10 out', 'node2/con1 veth11 in'],
    ),
  ).toEqual([
    'node1 made here veth11 veth10 vxlan0 ens5',
    'router left left right',
    'node2 right ens5 vxlan0 veth10 veth11',
  ]);
});

it('compares no times of two nodes', () => {
  expect(
    wayWords('router left in', 'router right out', 'node1/con1 veth11 out', 'node1 ens5 out'),
  ).toEqual(['node1 made here veth11 ens5', 'router left left right']);
});

it('sees a node twice that a packet comes back to', () => {
  expect(
    wayWords(
      ...['node1/con1 veth11 out', 'node1 ens5 out'],
      ...['router left in', 'router left out', 'node1 ens5 in'],
    ),
  ).toEqual(['node1 made here veth11 ens5', 'router left left left', 'node1 left ens5']);
});

it('ends where it was last seen', () => {
  expect(wayWords('node1/con1 veth11 out', 'node1 veth10 in')).toEqual([
    'node1 made here veth11 veth10',
  ]);
  expect(wayWords()).toEqual([]);
});
