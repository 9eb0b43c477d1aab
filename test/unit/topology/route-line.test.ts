import { expect, test } from 'vitest';
import { destinationOf } from '../../../src/topology/addressing.ts';
import { routeLine } from '../../../src/topology/route-line.ts';

const plain = { via: null, dev: null, src: null, metric: null };

test.each([
  [{ ...plain, to: destinationOf('default', 4), via: '10.0.0.1' }, 'default via 10.0.0.1'],
  [{ ...plain, to: destinationOf('default', 6), dev: 'br0' }, 'default dev br0'],
  [{ ...plain, to: destinationOf('10.0.0.9/32', 4), dev: 'br0' }, '10.0.0.9 dev br0'],
  [{ ...plain, to: destinationOf('FD00:0::1/64', 6), dev: 'br0' }, 'fd00::/64 dev br0'],
  [
    {
      to: destinationOf('10.1.2.3/16', 4),
      via: '10.0.0.1',
      dev: 'br0',
      src: '10.0.0.2',
      metric: 0,
    },
    '10.1.0.0/16 via 10.0.0.1 dev br0 src 10.0.0.2 metric 0',
  ],
])('%o', (route, line) => {
  expect(routeLine(route)).toBe(line);
});
