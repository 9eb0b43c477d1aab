import { shellQuote } from '../lib/shell-quote.ts';
import { formatPrefix } from '../scenario/parse/prefix.ts';
import { familyOf } from '../topology/addressing.ts';
import type { Device, Namespace, Wireguard, WireguardPeer } from '../topology/model.ts';
import type { WireguardFact, WireguardPeerFact } from './fact.ts';

/** Line for `ip -batch` that creates a WireGuard device, which has no key yet. */
export function wireguardLine({ name, mtu }: Wireguard): string {
  return `link add name ${name} mtu ${mtu} type wireguard`;
}

/**
 * Shell lines that give devices their keys and peers; repeating them is safe. A private key is made
 * from names on the node and goes from one process to the next, so that it is in no script, no
 * output and no list of processes.
 */
export function wireguardSetLines(devices: readonly Device[]): readonly string[] {
  return devices.flatMap((device) => (device.kind === 'wireguard' ? setLines(device) : []));
}

function setLines({ name, keySource, listenPort, peers }: Wireguard): readonly string[] {
  const words = [
    `wg set ${name} private-key /dev/stdin listen-port ${listenPort}`,
    ...peers.map(peerWords),
  ];
  return [
    `printf %s ${shellQuote(keySource)} | sha256sum | cut -c 1-64 | tr a-f A-F | basenc --base16 -d | base64 |`,
    `  ${words.join(' ')} || fail ${shellQuote(`wireguard ${name}`)}`,
  ];
}

function peerWords({ publicKey, endpoint, allowedIps, keepaliveS }: WireguardPeer): string {
  const words = [
    `peer ${publicKey}`,
    ...(endpoint === null ? [] : [`endpoint ${endpointText(endpoint)}`]),
    `allowed-ips ${allowedIps.map(formatPrefix).join(',')}`,
    ...(keepaliveS === null ? [] : [`persistent-keepalive ${keepaliveS}`]),
  ];
  return words.join(' ');
}

/** `10.0.0.10:51820`, `[fd00::10]:51820` */
function endpointText({ address, port }: { address: string; port: number }): string {
  return familyOf(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Lines that print what a device has, but for its private key, which is the first field. */
export function wireguardReadLines({ name }: Wireguard): readonly string[] {
  return [`echo '= ${name}'`, `wg show ${name} dump | sed '1s/^[^\\t]*\\t//'`];
}

export function wireguardFacts({
  devices,
}: Namespace): readonly (WireguardFact | WireguardPeerFact)[] {
  return devices.flatMap((device): readonly (WireguardFact | WireguardPeerFact)[] => {
    if (device.kind !== 'wireguard') return [];
    const { name: dev, publicKey, listenPort, peers } = device;
    return [
      { kind: 'wireguard', dev, publicKey, listenPort },
      ...peers.map((peer): WireguardPeerFact => ({
        kind: 'wireguard-peer',
        dev,
        publicKey: peer.publicKey,
        endpoint: peer.endpoint === null ? null : endpointText(peer.endpoint),
        allowedIps: peer.allowedIps.map(formatPrefix).toSorted(),
        keepaliveS: peer.keepaliveS,
      })),
    ];
  });
}
