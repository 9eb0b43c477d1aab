/** Mutants of what devices of one kind have of their own. */
import { formatPrefix } from '../../scenario/parse/prefix.ts';
import type { WrittenDevice } from '../../scenario/devices/written.ts';
import type { Path } from '../../scenario/yaml/tree.ts';
import type { Device, WireguardPeer } from '../../topology/model.ts';
import { type Edit, inside, notMutated, type NotMutated, withoutEach } from './edit.ts';

type Of<K extends Device['kind']> = Extract<Device, { readonly kind: K }>;
type FieldEdits<D> = ((device: D, written: WrittenDevice) => readonly Edit<D>[]) | NotMutated;
type OwnFields<D> = Readonly<Record<Exclude<keyof D, keyof Device | 'kind'>, FieldEdits<D>>>;

const byRemoval = notMutated('the removal of the device covers it');

/** A new kind of device, or field of one, joins with its mutants or says why it has none. */
const KINDS: { readonly [K in Device['kind']]: OwnFields<Of<K>> } = {
  nic: { segment: notMutated('a cable is not moved; that the device is down covers it') },
  bridge: {
    vlanFiltering: (bridge, { path }) =>
      bridge.vlanFiltering
        ? [
            {
              words: `${bridge.name} vlan_filtering off`,
              path: [...path, 'vlan_filtering'],
              after: { ...bridge, vlanFiltering: false },
            },
          ]
        : [],
  },
  veth: { peer: byRemoval },
  vlan: {
    id: (vlan, { path, type }) => [
      {
        words: `${vlan.name} id ${vlan.id + 1} instead of ${vlan.id}`,
        path: type.kind === 'vlan' ? type.idPath : path,
        after: { ...vlan, id: vlan.id + 1 },
      },
    ],
    parent: byRemoval,
  },
  vxlan: {
    vni: (vxlan, { path }) => [
      {
        words: `${vxlan.name} vni ${vxlan.vni + 1} instead of ${vxlan.vni}`,
        path: [...path, 'vni'],
        after: { ...vxlan, vni: vxlan.vni + 1 },
      },
    ],
    local: (vxlan, { path }) => [
      {
        words: `${vxlan.name} local ${OTHER_ADDRESS} instead of ${vxlan.local}`,
        path: [...path, 'local'],
        after: { ...vxlan, local: OTHER_ADDRESS },
      },
    ],
    remotes: (vxlan, { path, settings }) =>
      inside(
        withoutEach(vxlan.remotes, (remote, index) => ({
          words: `remote ${remote} of ${vxlan.name}`,
          path: 'remote' in settings ? [...path, 'remote'] : [...path, 'remotes', index],
        })),
        (remotes) => ({ ...vxlan, remotes }),
      ),
    learning: (vxlan, { path }) => [
      {
        words: `${vxlan.name} ${vxlan.learning ? 'nolearning' : 'learning'}`,
        path: [...path, 'learning'],
        ifWritten: true,
        after: { ...vxlan, learning: !vxlan.learning },
      },
    ],
    port: (vxlan, { path }) => [
      {
        words: `${vxlan.name} dstport ${vxlan.port + 1} instead of ${vxlan.port}`,
        path: [...path, 'port'],
        ifWritten: true,
        after: { ...vxlan, port: vxlan.port + 1 },
      },
    ],
    dev: pinned,
  },
  tun: {
    local: (tun, { path }) => [
      {
        words: `${tun.name} local port ${tun.local.port + 1} instead of ${tun.local.port}`,
        path: [...path, 'local'],
        after: { ...tun, local: { ...tun.local, port: tun.local.port + 1 } },
      },
    ],
    remote: (tun, { path }) => [
      {
        words: `${tun.name} remote port ${tun.remote.port + 1} instead of ${tun.remote.port}`,
        path: [...path, 'remote'],
        after: { ...tun, remote: { ...tun.remote, port: tun.remote.port + 1 } },
      },
    ],
  },
  'ip-tunnel': {
    encapsulation: byRemoval,
    local: notMutated('the kernel takes any; the removal of the device covers it'),
    remote: (tunnel, { path }) => [
      {
        words: `${tunnel.name} remote ${OTHER_ADDRESS} instead of ${tunnel.remote}`,
        path: [...path, 'remote'],
        after: { ...tunnel, remote: OTHER_ADDRESS },
      },
    ],
    key: (tunnel, { path }) =>
      tunnel.key === null
        ? []
        : [
            {
              words: `${tunnel.name} key ${tunnel.key + 1} instead of ${tunnel.key}`,
              path: [...path, 'key'],
              after: { ...tunnel, key: tunnel.key + 1 },
            },
          ],
    ttl: (tunnel, { path }) =>
      tunnel.ttl === null
        ? []
        : [
            {
              words: `no ttl ${tunnel.ttl} of ${tunnel.name}`,
              path: [...path, 'ttl'],
              after: { ...tunnel, ttl: null },
            },
          ],
    dev: pinned,
  },
  vrf: {
    table: (vrf, { path }) => [
      {
        words: `${vrf.name} table ${vrf.table + 1} instead of ${vrf.table}`,
        path: [...path, 'table'],
        after: { ...vrf, table: vrf.table + 1 },
      },
    ],
  },
  wireguard: {
    listenPort: (device, { path }) => [
      {
        words: `${device.name} listens on port ${device.listenPort + 1} instead of ${device.listenPort}`,
        path: [...path, 'listen_port'],
        after: { ...device, listenPort: device.listenPort + 1 },
      },
    ],
    keySource: (device, { path }) => [
      {
        words: `${device.name} has another key`,
        path,
        after: { ...device, keySource: `another ${device.keySource}` },
      },
    ],
    publicKey: notMutated('it follows from the private one'),
    peers: (device, { path }) => [
      ...inside(
        withoutEach(device.peers, (peer) => ({
          words: `peer ${peer.node} of ${device.name}`,
          path: [...path, 'peers', peer.node],
        })),
        (peers) => ({ ...device, peers }),
      ),
      ...device.peers.flatMap((peer, index) =>
        inside(peerEdits(peer, device.name, [...path, 'peers', peer.node]), (after) => ({
          ...device,
          peers: device.peers.with(index, after),
        })),
      ),
    ],
  },
  macvlan: {
    mode: (device, written) =>
      otherMode(device, device.mode === 'bridge' ? 'private' : 'bridge', written),
    parent: byRemoval,
  },
  ipvlan: {
    mode: (device, written) => otherMode(device, device.mode === 'l2' ? 'l3' : 'l2', written),
    parent: byRemoval,
  },
};

function otherMode<D extends Device & { readonly mode: string }>(
  device: D,
  mode: D['mode'],
  written: WrittenDevice,
): readonly Edit<D>[] {
  return [
    {
      words: `${device.name} mode ${mode} instead of ${device.mode}`,
      path: modePath(written),
      ifWritten: true,
      after: { ...device, mode },
    },
  ];
}

/** Beside the parent. */
function modePath({ path, type }: WrittenDevice): Path {
  return 'parentPath' in type ? [...type.parentPath.slice(0, -1), 'mode'] : path;
}

/** Nobody's (RFC 5737). */
const OTHER_ADDRESS = '192.0.2.99';

export function ownEdits(device: Device, written: WrittenDevice): readonly Edit<Device>[] {
  // The table has for each kind of device what takes devices of that kind.
  const fields = KINDS[device.kind] as Readonly<Record<string, FieldEdits<Device>>>;
  return Object.values(fields).flatMap((edits): readonly Edit<Device>[] =>
    typeof edits === 'function' ? edits(device, written) : [],
  );
}

function pinned<D extends Device & { readonly dev: string | null }>(
  device: D,
  { path }: WrittenDevice,
): readonly Edit<D>[] {
  return device.dev === null
    ? []
    : [
        {
          words: `no dev ${device.dev} of ${device.name}`,
          path: [...path, 'dev'],
          after: { ...device, dev: null },
        },
      ];
}

function peerEdits(
  peer: WireguardPeer,
  device: string,
  path: WrittenDevice['path'],
): readonly Edit<WireguardPeer>[] {
  const { allowedIps, endpoint, keepaliveS, node } = peer;
  return [
    ...inside(
      withoutEach(allowedIps, (network) => ({
        words: `allowed-ips ${formatPrefix(network)} of peer ${node} of ${device}`,
        path: [...path, 'allowed_ips'],
      })),
      (left) => ({ ...peer, allowedIps: left }),
    ),
    ...(endpoint === null
      ? []
      : [
          {
            words: `no endpoint of peer ${node} of ${device}`,
            path: [...path, 'endpoint'],
            after: { ...peer, endpoint: null },
          },
        ]),
    ...(keepaliveS === null
      ? []
      : [
          {
            words: `no keepalive of peer ${node} of ${device}`,
            path: [...path, 'keepalive'],
            after: { ...peer, keepaliveS: null },
          },
        ]),
  ];
}
