import { contains, networkOf, parseNetwork } from '../parse/prefix.ts';
import { suggest } from '../nearest.ts';
import { WIREGUARD_PORT } from '../schema/defaults.ts';
import type { RawNode, RawScenario, RawWireguard } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import { listed } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

type Peer = RawWireguard['peers'][string];
type Devices = NonNullable<RawNode['wireguard']>;

interface Own {
  readonly node: string;
  readonly name: string;
  readonly spec: RawWireguard;
  readonly path: Path;
}

/** The device that a peer is, or what is wrong with how it is named. */
function judgePeer(
  { node: own, name, path }: Own,
  [peer, raw]: readonly [string, Peer],
  nodes: RawScenario['nodes'],
): readonly Finding[] {
  const at = { path: [...path, 'peers', peer], part: 'key' } as const;
  if (peer === own) {
    return [{ ...at, message: `${own} is its own peer`, hint: 'name the node at the other end' }];
  }
  const other = nodes[peer];
  if (other === undefined) {
    const hint = suggest(peer, Object.keys(nodes), 'nodes');
    return [{ ...at, message: `there is no node \`${peer}\``, hint }];
  }
  const devices: Devices = other.wireguard ?? {};
  const names = Object.keys(devices);
  if (raw.dev === undefined && names.length !== 1) {
    const found = names.length === 0 ? 'no WireGuard device' : names.join(' and ');
    const message = `expected one WireGuard device of ${peer}, found ${found}`;
    const hint = names.length === 0 ? `add \`wireguard\` to ${peer}` : 'say which one by `dev`';
    return [{ ...at, message, hint }];
  }
  const dev = raw.dev ?? names[0] ?? '';
  const there = devices[dev];
  if (there === undefined) {
    const hint = suggest(dev, names, `WireGuard devices of ${peer}`);
    const message = `${peer} has no WireGuard device \`${dev}\``;
    return [{ path: [...at.path, 'dev'], message, hint }];
  }
  const back = there.peers[own];
  if (raw.endpoint !== undefined || back === undefined || back.endpoint !== undefined) return [];
  const message = `neither ${name} of ${own} nor ${dev} of ${peer} has an endpoint for the other, and nobody can begin`;
  return [{ ...at, message, hint: `add \`endpoint\`, an address of ${peer}` }];
}

/** Each address is one peer's: the kernel takes it from the one that had it before. */
function judgeNetworks({ name, spec, path }: Own): readonly Finding[] {
  const all = Object.entries(spec.peers).flatMap(([peer, { allowed_ips: allowed }]) =>
    listed(allowed, [...path, 'peers', peer, 'allowed_ips']).flatMap(({ item, path: at }) => {
      const parsed = parseNetwork(item);
      return parsed === null ? [] : [{ peer, network: networkOf(parsed), at, item }];
    }),
  );
  return all.flatMap(({ peer, network, at, item }, index): readonly Finding[] => {
    const first = all
      .slice(0, index)
      .find((other) => contains(other.network, network) && contains(network, other.network));
    if (first === undefined) return [];
    const message = `${item} is ${first.peer}'s already, and ${name} sends it to one peer alone`;
    const own = first.peer === peer ? 'remove one of the two' : 'give each peer its own';
    return [{ path: at, message, hint: own }];
  });
}

function judgePorts(devices: readonly Own[]): readonly Finding[] {
  const portOf = ({ spec }: Own): number => spec.listen_port ?? WIREGUARD_PORT;
  return devices.flatMap((device, index): readonly Finding[] => {
    const first = devices.slice(0, index).find((other) => portOf(other) === portOf(device));
    if (first === undefined) return [];
    const message = `${first.name} listens on UDP port ${portOf(device)} already`;
    const hint = 'give each a `listen_port` of its own';
    return [{ path: device.path, part: 'key', message, hint }];
  });
}

/** Peers are there, can find each other, and share no network. */
export const wireguardPeers: Rule = {
  code: 'wireguard-peer',
  concludesFromAbsent: 'names',
  check: ({ scenario: { nodes } }) =>
    Object.entries(nodes).flatMap(([node, raw]) => {
      const devices = Object.entries(raw.wireguard ?? {}).map(([name, spec]): Own => {
        return { node, name, spec, path: ['nodes', node, 'wireguard', name] };
      });
      return [
        ...devices.flatMap((device) => [
          ...Object.entries(device.spec.peers).flatMap((peer) => judgePeer(device, peer, nodes)),
          ...judgeNetworks(device),
        ]),
        ...judgePorts(devices),
      ];
    }),
};
