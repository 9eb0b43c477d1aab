import { describe, expect, test } from 'vitest';
import type { Device, Node } from '../../../src/topology/model.ts';
import { resolveText } from './resolve-text.ts';

const SEGMENTS = 'segments: { lan: {}, jumbo: { mtu: 9000 } }';

/** The node that the lines say, among two segments. */
function nodeOf(lines: string): Node {
  const [node] = resolveText('test', `title: t\n${SEGMENTS}\nnodes:\n  n:\n${lines}`).nodes;
  if (node === undefined) throw new Error('no node');
  return node;
}

function allDevices({ root, containers }: Node): readonly Device[] {
  return [...root.devices, ...containers.flatMap(({ devices }) => devices)];
}

describe('MTUs', () => {
  const nics = `
    interfaces:
      small: { segment: lan, address: [10.0.0.1/24, 'fd00::1/64'] }
      large: { segment: jumbo, address: 10.1.0.1/24 }`;

  test.each([
    ['a NIC has its segment’s', '', 'large', 9000],
    [
      'VXLAN over IPv4 takes 50 bytes',
      'vxlan: { v: { vni: 1, local: 10.0.0.1, remote: 10.0.0.2 } }',
      'v',
      1450,
    ],
    [
      'VXLAN over IPv6 takes 70 bytes',
      'vxlan: { v: { vni: 1, local: "fd00::1", remote: "fd00::2" } }',
      'v',
      1430,
    ],
    [
      'VXLAN follows the NIC that owns the local address',
      'vxlan: { v: { vni: 1, local: 10.1.0.1, remote: 10.1.0.2 } }',
      'v',
      8950,
    ],
    [
      'VXLAN follows the NIC that it is pinned to',
      'vxlan: { v: { vni: 1, local: 10.9.0.1, remote: 10.9.0.2, dev: large } }',
      'v',
      8950,
    ],
    [
      'VXLAN from elsewhere fits the smallest NIC',
      'vxlan: { v: { vni: 1, local: 10.9.0.1, remote: 10.9.0.2 } }',
      'v',
      1450,
    ],
    [
      'TUN over UDP and IPv4 takes 28 bytes',
      'tun: { t: { local: "10.0.0.1:9000", remote: "10.0.0.2:9000" } }',
      't',
      1472,
    ],
    [
      'TUN over UDP and IPv6 takes 48 bytes',
      'tun: { t: { local: "[fd00::1]:9000", remote: "[fd00::2]:9000" } }',
      't',
      1452,
    ],
    ['a bridge alone has 1500', 'bridges: { b: {} }', 'b', 1500],
    [
      'a bridge has its VXLAN port’s',
      'bridges: { b: {} }\n    vxlan: { v: { vni: 1, local: 10.0.0.1, remote: 10.0.0.2, bridge: b } }',
      'b',
      1450,
    ],
    [
      'a veth pair has its bridge’s: outside',
      'bridges: { b: { mtu: 1300 } }\n    containers: { c: { bridge: b, veth: [v0, v1] } }',
      'v0',
      1300,
    ],
    [
      'a veth pair has its bridge’s: inside',
      'bridges: { b: { mtu: 1300 } }\n    containers: { c: { bridge: b, veth: [v0, v1] } }',
      'v1',
      1300,
    ],
    [
      'a macvlan device has its parent’s',
      'containers: { c: { macvlan: { parent: large } } }',
      'eth0',
      9000,
    ],
    [
      'a veth pair between containers has 1500',
      'containers: { c: {}, d: {} }\n    veth: { p: { container: c, peer: { container: d, name: q } } }',
      'q',
      1500,
    ],
    [
      'a veth pair has its bridge’s, whichever end is the port',
      'bridges: { b: { mtu: 1300 } }\n    veth: { p: { peer: { name: q, bridge: b } } }',
      'p',
      1300,
    ],
    ['a VLAN has its parent’s', 'vlan: { x: { parent: large, id: 5 } }', 'x', 9000],
    [
      'a bridge has its VLAN port’s',
      'bridges: { b: {} }\n    vlan: { x: { parent: large, id: 5, bridge: b, mtu: 8000 } }',
      'b',
      8000,
    ],
    [
      'a tunnel follows a bridge that owns the local address',
      'bridges: { b: { address: 10.8.0.1/24, mtu: 1400 } }\n    vxlan: { v: { vni: 1, local: 10.8.0.1, remote: 10.8.0.2 } }',
      'v',
      1350,
    ],
    [
      'what is written wins',
      'vxlan: { v: { vni: 1, local: 10.0.0.1, remote: 10.0.0.2, mtu: 1280 } }',
      'v',
      1280,
    ],
  ])('%s', (_, lines, name, mtu) => {
    const devices = allDevices(nodeOf(`${nics}\n    ${lines}`));
    expect(devices.find((device) => device.name === name)?.mtu).toBe(mtu);
  });
});

describe('routes', () => {
  const nics = `
    interfaces:
      wide: { segment: lan, address: [10.0.0.1/8, 'fd00::1/64'] }
      narrow: { segment: lan, address: 10.0.0.65/26 }`;

  test.each([
    [
      '{ to: default, via: 10.9.9.9 }',
      { to: { family: 4, address: '0.0.0.0', length: 0 }, dev: 'wide' },
    ],
    ['{ to: default, via: 10.0.0.66 }', { dev: 'narrow' }],
    [
      '{ to: default, via: "fd00:0::2" }',
      { to: { family: 6, address: '::', length: 0 }, via: 'fd00::2', dev: 'wide' },
    ],
    [
      '{ to: 10.1.2.3/16, dev: wide }',
      { to: { family: 4, address: '10.1.0.0', length: 16 }, via: null },
    ],
    ['{ to: 10.1.2.3, dev: wide }', { to: { family: 4, address: '10.1.2.3', length: 32 } }],
  ])('%s', (route, expected) => {
    expect(nodeOf(`${nics}\n    routes: [${route}]`).root.routes).toMatchObject([expected]);
  });

  test('a container’s gateway is its default route', () => {
    const node = nodeOf(`
    bridges: { b: {} }
    containers:
      c: { bridge: b, veth: [v0, v1], address: 10.0.0.2/24, gateway: 10.0.0.1 }`);
    expect(node.containers[0]?.routes).toMatchObject([
      { to: { length: 0 }, via: '10.0.0.1', dev: 'v1' },
    ]);
  });
});

test('a VLAN is down where what it sits on is', () => {
  const { root } = nodeOf(`
    interfaces: { e: { segment: lan, up: false } }
    vlan: { outer: { parent: e, id: 5 }, inner: { parent: outer, id: 6 } }`);
  expect(root.devices.map(({ name, up }) => [name, up])).toEqual([
    ['e', false],
    ['outer', false],
    ['inner', false],
  ]);
});

test('sysctls are text', () => {
  const { sysctls } = nodeOf('    sysctls: { a: true, b: false, c: 2, d: "1 2" }').root;
  expect(sysctls.map(({ value }) => value)).toEqual(['1', '0', '2', '1 2']);
});

test('a written MAC address is kept, in lower case', () => {
  const { root } = nodeOf("    interfaces: { e: { segment: lan, mac: '02:00:00:00:00:AB' } }");
  expect(root.devices[0]?.mac).toBe('02:00:00:00:00:ab');
});

test('every device of a topology has a MAC address of its own, TUN devices apart', () => {
  const devices = allDevices(
    nodeOf(`
    interfaces: { e: { segment: lan, address: 10.0.0.1/24 } }
    bridges: { b: {} }
    vxlan: { v: { vni: 1, local: 10.0.0.1, remote: 10.0.0.2 } }
    vlan: { e.5: { parent: e, id: 5 } }
    veth: { p: { container: c, peer: { container: d, name: p } } }
    tun: { t: { local: '10.0.0.1:9000', remote: { address: 10.0.0.2, port: 9001 } } }
    containers:
      c: { bridge: b, veth: [v0, eth0] }
      d: { macvlan: { parent: e } }`),
  );
  const macs = devices.filter(({ kind }) => kind !== 'tun').map(({ mac }) => mac);
  expect(macs).toHaveLength(9);
  expect(new Set(macs).size).toBe(9);
  expect(devices.find(({ kind }) => kind === 'tun')).toMatchObject({
    mac: null,
    local: { address: '10.0.0.1', port: 9000 },
    remote: { address: '10.0.0.2', port: 9001 },
  });
});
