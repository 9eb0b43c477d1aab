import { describe, expect, test } from 'vitest';
import { macFor } from '../../../src/topology/names.ts';

const node1 = { node: 'node1', container: null };

describe('macFor', () => {
  test('is the same in every run', () => {
    expect(macFor('overlay', node1, 'br0')).toBe(macFor('overlay', node1, 'br0'));
  });

  test('is unicast and locally administered', () => {
    expect(macFor('overlay', node1, 'br0')).toMatch(/^02(:[0-9a-f]{2}){5}$/);
  });

  test('differs with the scenario, the node, the container and the device', () => {
    const macs = [
      macFor('overlay', node1, 'br0'),
      macFor('macvlan', node1, 'br0'),
      macFor('overlay', { node: 'node2', container: null }, 'br0'),
      macFor('overlay', { node: 'node1', container: 'con1' }, 'br0'),
      macFor('overlay', node1, 'br1'),
    ];
    expect(new Set(macs).size).toBe(macs.length);
  });
});
