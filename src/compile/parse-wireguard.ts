/** Reads what wireguardReadLines printed. */
import type { Node } from '../topology/model.ts';
import type { WireguardFact, WireguardPeerFact } from './fact.ts';

/**
 * Fields as `wg show DEVICE dump` has them (wg(8)), without the first one of the first line. A peer
 * that the scenario gives no endpoint has one as soon as it is heard of, which is no difference.
 */
export function parseWireguard(
  lines: readonly string[],
  { root }: Node,
): readonly (WireguardFact | WireguardPeerFact)[] {
  let dev = '';
  return lines.flatMap((line): readonly (WireguardFact | WireguardPeerFact)[] => {
    if (line.startsWith('= ')) dev = line.slice(2);
    const fields = line.split('\t');
    const [publicKey = '', second = '', third = '', allowed = '', , , , keepalive] = fields;
    if (fields.length === 3) {
      return [{ kind: 'wireguard', dev, publicKey, listenPort: Number(second) }];
    }
    if (keepalive === undefined) return [];
    const device = root.devices.find(({ name }) => name === dev);
    const peers = device?.kind === 'wireguard' ? device.peers : [];
    const roams = peers.some((peer) => peer.publicKey === publicKey && peer.endpoint === null);
    return [
      {
        kind: 'wireguard-peer',
        dev,
        publicKey,
        endpoint: roams || third === '(none)' ? null : third,
        allowedIps: allowed === '(none)' ? [] : allowed.split(',').toSorted(),
        keepaliveS: keepalive === 'off' ? null : Number(keepalive),
      },
    ];
  });
}
