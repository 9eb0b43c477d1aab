import { expect, test } from 'vitest';
import { mgmtListenAddress } from '../../../../src/providers/qemu/access.ts';
import { bridgeName } from '../../../../src/providers/lab-network/segment.ts';
import { portName } from '../../../../src/providers/lab-network/ports.ts';

const long = 'a-node-with-a-name-of-sixty-three-characters-that-dns-still-takes';
const nodes = ['node1', 'node2', 's-lan', long, `${long.slice(0, -1)}x`];
const nics = ['ens5', 'ens6', 'eth0.100', 'a,b', "it's", 'wlp0s20f3u1u2-x'];

test('device names are readable where they fit', () => {
  expect(bridgeName('lan')).toBe('s-lan');
  expect(portName('node1', 'ens5')).toBe('node1.ens5');
});

test('every device of a lab has a name of its own that the kernel and QEMU take', () => {
  const taps = nodes.flatMap((node) => nics.map((nic) => portName(node, nic)));
  const bridges = ['lan', 'lan1', long, `${long}2`].map(bridgeName);
  const names = [...taps, ...bridges];
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[\w.-]{1,15}$/);
});

test('each node is reached at a loopback address of its own', () => {
  const addresses = Array.from({ length: 500 }, (_, index) => mgmtListenAddress(`node${index}`));
  expect(new Set(addresses).size).toBe(500);
  for (const address of addresses) expect(address).toMatch(/^127\.\d+\.\d+\.([1-9]\d*)$/);
});
