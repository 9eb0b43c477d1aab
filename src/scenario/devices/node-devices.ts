import type { RawNode, RawVeth } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import { containerDevices } from './container-devices.ts';
import type { VethEnd, WrittenDevice, WrittenSettings, WrittenType } from './written.ts';

/** Every device of a node and its containers, those of the node's own namespace first. */
export function writtenDevices(node: string, spec: RawNode): readonly WrittenDevice[] {
  const path = ['nodes', node];
  const inContainers = Object.entries(spec.containers ?? {}).flatMap(([name, container]) =>
    containerDevices(name, container, [...path, 'containers', name]),
  );
  const pairs = Object.entries(spec.veth ?? {}).flatMap(([name, veth]) =>
    vethPair(name, veth, [...path, 'veth', name]),
  );
  const all = [
    ...keyed(path, 'interfaces', spec.interfaces, (item) => ({ kind: 'interface', spec: item })),
    ...keyed(path, 'bridges', spec.bridges, ({ vlan_filtering: vlanFiltering = false }) => {
      return { kind: 'bridge', vlanFiltering };
    }),
    ...pairs,
    ...inContainers,
    ...keyed(path, 'vlan', spec.vlan, ({ parent, id }, at) => {
      const paths = { parentPath: [...at, 'parent'], idPath: [...at, 'id'] };
      return { kind: 'vlan', parent, id, ...paths };
    }),
    ...keyed(path, 'vxlan', spec.vxlan, (item) => ({ kind: 'vxlan', spec: item })),
    ...keyed(path, 'tun', spec.tun, (item) => ({ kind: 'tun', spec: item })),
    ...keyed(path, 'tunnels', spec.tunnels, (item) => ({ kind: 'ip-tunnel', spec: item })),
    ...keyed(path, 'vrf', spec.vrf, ({ table }) => ({ kind: 'vrf', table })),
    ...keyed(path, 'wireguard', spec.wireguard, (item) => ({ kind: 'wireguard', spec: item })),
  ];
  const isOwn = ({ container }: WrittenDevice): boolean => container === null;
  return [...all.filter(isOwn), ...all.filter((device) => !isOwn(device))];
}

function keyed<T extends WrittenSettings>(
  nodePath: Path,
  group: string,
  things: Readonly<Record<string, T>> | undefined,
  typeOf: (spec: T, path: Path) => WrittenType,
): readonly WrittenDevice[] {
  return Object.entries(things ?? {}).map(([name, settings]) => {
    const path = [...nodePath, group, name];
    const type = typeOf(settings, path);
    const at = { path, namePart: 'key', holder: path, settingsPath: path } as const;
    return { name, type, container: null, settings, ...at };
  });
}

/** Both ends of a pair of the node's `veth`, the one that gives it its name first. */
function vethPair(name: string, spec: RawVeth, path: Path): readonly WrittenDevice[] {
  const { peer, mtu } = spec;
  const near: VethEnd = { name, container: spec.container ?? null };
  const far: VethEnd = { name: peer.name, container: peer.container ?? null };
  const farPath = [...path, 'peer'];
  return [
    {
      ...near,
      type: { kind: 'veth', peer: far, peerBridge: peer.bridge ?? null },
      settings: spec,
      path,
      namePart: 'key',
      holder: path,
      settingsPath: path,
    },
    {
      ...far,
      type: { kind: 'veth', peer: near, peerBridge: spec.bridge ?? null },
      settings: { ...peer, mtu },
      path: [...farPath, 'name'],
      namePart: 'value',
      holder: farPath,
      settingsPath: farPath,
    },
  ];
}
