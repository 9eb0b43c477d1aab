import type { Device, Node } from '../../topology/model.ts';
import type { DrawnLink } from '../drawing.ts';
import { deviceId, linkId } from '../ids.ts';

interface End {
  readonly node: Node;
  readonly device: Device;
}

/** Tunnels with their two ends, as far as these are each other's: each pair once. */
export function tunnelLinks(nodes: readonly Node[]): readonly DrawnLink[] {
  const ends = nodes.flatMap((node) => node.root.devices.map((device): End => ({ node, device })));
  return ends.flatMap((a, index) =>
    ends.slice(index + 1).flatMap((b): readonly DrawnLink[] => {
      const label = a.node === b.node ? null : tunnelLabel(a, b);
      if (label === null) return [];
      const from = deviceId(a.node.name, a.device.name);
      const to = deviceId(b.node.name, b.device.name);
      return [{ id: linkId(from, to), mark: null, kind: 'tunnel', from, to, label }];
    }),
  );
}

/** What the tunnel between the two is called; null for none. */
function tunnelLabel(a: End, b: End): string | null {
  const one = a.device;
  const other = b.device;
  if (one.kind === 'vxlan' && other.kind === 'vxlan') {
    const facing = sendsTo(a, other.local) && sendsTo(b, one.local);
    return one.vni === other.vni && facing ? `VNI ${one.vni}` : null;
  }
  if (one.kind === 'tun' && other.kind === 'tun') {
    const facing = isAt(one.remote, other.local) && isAt(other.remote, one.local);
    return facing ? 'UDP' : null;
  }
  if (one.kind === 'ip-tunnel' && other.kind === 'ip-tunnel') {
    const facing = one.remote === other.local && other.remote === one.local;
    const alike = one.encapsulation === other.encapsulation && one.key === other.key;
    return facing && alike ? one.encapsulation : null;
  }
  if (one.kind === 'wireguard' && other.kind === 'wireguard') {
    const knows = one.peers.some(({ publicKey }) => publicKey === other.publicKey);
    const known = other.peers.some(({ publicKey }) => publicKey === one.publicKey);
    return knows && known ? 'WireGuard' : null;
  }
  return null;
}

/** By its own setting or its forwarding table. */
function sendsTo({ node, device }: End, address: string): boolean {
  const set = device.kind === 'vxlan' && device.remotes.includes(address);
  return set || node.root.fdb.some(({ dev, dst }) => dev === device.name && dst === address);
}

interface Socket {
  readonly address: string;
  readonly port: number;
}

function isAt(one: Socket, other: Socket): boolean {
  return one.address === other.address && one.port === other.port;
}
