import { describe, expect, test } from 'vitest';
import { pathMtu } from '../../../src/topology/path-mtu.ts';
import { findPlace, placesOf } from '../../../src/topology/places.ts';
import { resolveText } from './resolve-text.ts';

const LAB = `title: t
segments: { left: {}, right: { mtu: 1400 } }
nodes:
  node1:
    interfaces: { ens5: { segment: left, address: [10.0.0.10/24, 'fd00::10/64'] } }
    bridges: { br0: { address: 172.16.0.1/24 }, br1: { address: 172.17.0.1/24 } }
    containers:
      con1: { bridge: br0, veth: [veth10, veth11], address: 172.16.0.2/24, gateway: 172.16.0.1 }
      con2: { bridge: br0, veth: [veth20, veth21], address: 172.16.0.3/24 }
    vxlan:
      vxlan0: { vni: 42, local: 10.0.0.10, remote: 10.0.0.20, address: 192.168.42.1/30 }
      vxlan6: { vni: 43, local: 'fd00::10', remote: 'fd00::20', address: 192.168.43.1/30 }
    tun: { tun0: { local: '10.0.0.10:9000', remote: '10.0.0.20:9000' } }
    wireguard:
      wg0: { address: 10.23.0.1/30, peers: { node2: { dev: wg0, endpoint: 10.0.0.20, allowed_ips: 10.23.0.2/32 } } }
      wg6: { listen_port: 1, address: 10.24.0.1/30, peers: { node2: { dev: wg6, endpoint: 'fd00::20', allowed_ips: [10.24.0.2/32, 172.17.1.0/24] } } }
    tunnels:
      gre1: { kind: gre, local: 10.0.0.10, remote: 10.0.0.20, key: 1 }
      gre2: { kind: gre, local: 10.0.0.10, remote: 10.0.0.20, address: 10.20.0.1/30 }
      tap1: { kind: gretap, local: 10.0.0.10, remote: 10.0.0.20, address: 10.21.0.1/30 }
      ipip1: { kind: ipip, local: 10.0.0.10, remote: 10.0.0.20, address: 10.22.0.1/30 }
    routes:
      - { to: 172.16.1.0/24, via: 192.168.42.2 }
      - { to: 172.16.2.0/24, dev: tun0 }
      - { to: 172.16.3.0/24, dev: gre1 }
      - { to: 10.1.0.0/24, via: 10.0.0.1 }
  node2:
    interfaces: { ens5: { segment: left, address: [10.0.0.20/24, 'fd00::20/64'] } }
    bridges: { br0: { address: 172.16.1.1/24 }, br2: { address: [172.16.2.1/24, 172.16.3.1/24] } }
    containers:
      con1: { bridge: br0, veth: [veth10, veth11], address: 172.16.1.2/24, gateway: 172.16.1.1 }
      con2: { bridge: br2, veth: [veth20, veth21], address: 172.16.2.2/24, gateway: 172.16.2.1 }
    vxlan:
      vxlan0: { vni: 42, local: 10.0.0.20, remote: 10.0.0.10, address: 192.168.42.2/30 }
      vxlan6: { vni: 43, local: 'fd00::20', remote: 'fd00::10', address: 192.168.43.2/30 }
    tun: { tun0: { local: '10.0.0.20:9000', remote: '10.0.0.10:9000' } }
    wireguard:
      wg0: { address: 10.23.0.2/30, peers: { node1: { dev: wg0, endpoint: 10.0.0.10, allowed_ips: 10.23.0.1/32 } } }
      wg6: { listen_port: 1, address: 10.24.0.2/30, peers: { node1: { dev: wg6, allowed_ips: 10.24.0.1/32 } } }
    tunnels:
      gre1: { kind: gre, local: 10.0.0.20, remote: 10.0.0.10, key: 1 }
      gre2: { kind: gre, local: 10.0.0.20, remote: 10.0.0.10, address: 10.20.0.2/30 }
      tap1: { kind: gretap, local: 10.0.0.20, remote: 10.0.0.10, address: 10.21.0.2/30 }
      ipip1: { kind: ipip, local: 10.0.0.20, remote: 10.0.0.10, address: 10.22.0.2/30 }
    routes:
      - { to: 172.16.0.0/24, via: 192.168.42.1 }
  router:
    interfaces:
      left: { segment: left, address: 10.0.0.1/24 }
      right: { segment: right, address: 10.1.0.1/24 }
  far:
    interfaces: { eth0: { segment: right, address: 10.1.0.2/24 } }
    routes:
      - { to: default, via: 10.1.0.1 }
      - { to: 10.0.0.0/24, via: 10.1.0.3, table: 10 }
  ruled:
    interfaces: { eth0: { segment: right, address: 10.1.0.3/24 } }
    rules: [{ priority: 2000, to: 10.1.0.0/24, table: 10 }]
`;

const places = placesOf(resolveText('test', LAB).nodes);

function mtu(from: string, address: string): number | null {
  const place = findPlace(places, from);
  if (place === undefined) throw new Error(`no place ${from}`);
  return pathMtu(place, address, places);
}

describe('the MTU of a way', () => {
  test.each([
    ['a wire', 'node1', '10.0.0.20', 1500],
    ['a bridge', 'node1/con1', '172.16.0.3', 1500],
    ['VXLAN over IPv4', 'node1/con1', '172.16.1.2', 1450],
    ['VXLAN over IPv6', 'node1', '192.168.43.2', 1430],
    ['TUN in UDP, to the end of the tunnel and behind it', 'node1', '172.16.2.1', 1472],
    ['GRE with a key, to behind it', 'node1', '172.16.3.1', 1472],
    ['GRE without one', 'node1', '10.20.0.2', 1476],
    ['gretap', 'node1', '10.21.0.2', 1462],
    ['WireGuard over IPv4', 'node1', '10.23.0.2', 1440],
    ['WireGuard over IPv6', 'node1', '10.24.0.2', 1420],
    ['IPv4 in IPv4', 'node1', '10.22.0.2', 1480],
    ['a router to a narrower segment', 'node1', '10.1.0.2', 1400],
    ['the other way round', 'far', '10.0.0.10', 1400],
  ])('%s', (_, from, address, bytes) => {
    expect(mtu(from, address)).toBe(bytes);
  });

  test.each([
    ['an address of nobody', 'node1', '10.0.0.99'],
    ['no route', 'node1/con2', '10.0.0.20'],
    ['no way back', 'node1/con1', '10.1.0.2'],
    ['who has rules for other tables', 'ruled', '10.1.0.2'],
    ['a way back from who has such rules', 'far', '10.1.0.3'],
    ['a source without an address of the family', 'node1/con1', 'fd00::20'],
  ])('null for %s', (_, from, address) => {
    expect(mtu(from, address)).toBeNull();
  });
});
