import { type ParsedAddress, parseAddress, parseAddressAndPort } from '../parse/address.ts';
import type { Path } from '../yaml/tree.ts';
import type { WrittenDevice } from './written.ts';

/** An address that a tunnel leads from or to, and where it is written. */
interface TunnelEnd {
  readonly address: ParsedAddress;
  readonly path: Path;
}

export interface TunnelEnds {
  /** Null where the text is no address, or there is none. */
  readonly local: TunnelEnd | null;
  readonly remotes: readonly TunnelEnd[];
}

/** The ends of a tunnel; null for any other device. */
export function tunnelEnds({ type, path }: WrittenDevice): TunnelEnds | null {
  switch (type.kind) {
    case 'vxlan': {
      const { local, remote, remotes = [] } = type.spec;
      const several = remotes.flatMap((text, index) => endOf(text, [...path, 'remotes', index]));
      return {
        local: endOf(local, [...path, 'local'])[0] ?? null,
        remotes: [...endOf(remote, [...path, 'remote']), ...several],
      };
    }
    case 'tun':
    case 'ip-tunnel': {
      const { local, remote } = type.spec;
      return {
        local: endOf(local, [...path, 'local'])[0] ?? null,
        remotes: endOf(remote, [...path, 'remote']),
      };
    }
    case 'wireguard': {
      const peers = Object.entries(type.spec.peers);
      const remotes = peers.flatMap(([peer, { endpoint }]) =>
        endOf(endpoint, [...path, 'peers', peer, 'endpoint']),
      );
      return { local: null, remotes };
    }
    case 'interface':
    case 'bridge':
    case 'veth':
    case 'vrf':
    case 'vlan':
    case 'macvlan':
    case 'ipvlan':
      return null;
  }
}

type EndText = string | { readonly address: string; readonly port: number };

function endOf(text: EndText | undefined, path: Path): readonly TunnelEnd[] {
  if (text === undefined) return [];
  const plain = typeof text === 'string' ? text : text.address;
  const address = parseAddress(plain) ?? parseAddressAndPort(plain);
  return address === null ? [] : [{ address, path }];
}
