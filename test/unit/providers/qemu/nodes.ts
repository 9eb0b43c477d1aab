import type { Nic, Node } from '../../../../src/topology/model.ts';

/** A node with NICs of these names, all on the segment `lan`. */
export function nodeWith(
  name: string,
  nics: readonly string[],
  kind: Partial<Node['kind']> = {},
): Node {
  const devices = nics.map((nic, index): Nic => ({
    kind: 'nic',
    name: nic,
    segment: 'lan',
    mac: `02:00:00:00:00:${index.toString(16).padStart(2, '0')}`,
    mtu: 1500,
    up: true,
    addresses: [],
    master: null,
    vlans: null,
    vrf: null,
  }));
  return {
    name,
    kind: { name: 'default', cpus: 1, memoryMib: 256, image: 'debian-13', ...kind },
    root: {
      devices,
      routes: [],
      rules: [],
      neighbours: [],
      fdb: [],
      impairments: [],
      sysctls: [],
      nat: [],
      firewall: [],
      services: [],
      run: [],
    },
    containers: [],
  };
}
