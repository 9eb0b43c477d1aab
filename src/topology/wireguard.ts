/** WireGuard devices, their keys and their peers. */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { networkOf } from '../scenario/parse/prefix.ts';
import { parseAddress, parseAddressAndPort } from '../scenario/parse/address.ts';
import { WIREGUARD_PORT } from '../scenario/schema/defaults.ts';
import type { RawScenario, RawWireguard } from '../scenario/schema/scenario.ts';
import { canonicalAddress, prefixOf } from './addressing.ts';
import type { Wireguard, WireguardPeer } from './model.ts';
import { listOf } from './one-or-many.ts';

/** A lab's nodes as written, and its name. */
export interface WireguardContext {
  readonly scenario: string;
  readonly nodes: RawScenario['nodes'];
}

export function wireguardOf(
  spec: RawWireguard,
  { node, name }: { readonly node: string; readonly name: string },
  context: WireguardContext,
): Pick<Wireguard, 'listenPort' | 'keySource' | 'publicKey' | 'peers'> {
  const keySource = keySourceOf(context.scenario, node, name);
  return {
    listenPort: spec.listen_port ?? WIREGUARD_PORT,
    keySource,
    publicKey: publicKeyOf(keySource),
    peers: Object.entries(spec.peers).map(([peer, raw]) => peerOf(peer, raw, context)),
  };
}

function peerOf(
  node: string,
  { dev, endpoint, allowed_ips: allowed, keepalive }: RawWireguard['peers'][string],
  { scenario, nodes }: WireguardContext,
): WireguardPeer {
  const devices = nodes[node]?.wireguard ?? {};
  const name = dev ?? Object.keys(devices)[0] ?? '';
  const port = devices[name]?.listen_port ?? WIREGUARD_PORT;
  return {
    node,
    device: name,
    publicKey: publicKeyOf(keySourceOf(scenario, node, name)),
    endpoint: endpoint === undefined ? null : endpointOf(endpoint, port),
    allowedIps: listOf(allowed).map((text) => networkOf(prefixOf(text))),
    keepaliveS: keepalive ?? null,
  };
}

function endpointOf(text: string, port: number): WireguardPeer['endpoint'] {
  const plain = parseAddress(text);
  if (plain !== null) return { address: canonicalAddress(text), port };
  const both = parseAddressAndPort(text);
  if (both === null) throw new Error(`not an address: ${text}`);
  return { address: canonicalAddress(both.address), port: both.port };
}

/**
 * Names that a device's private key is the SHA-256 of: the same in every run. The key itself is
 * made on the node, and is nowhere here.
 */
function keySourceOf(scenario: string, node: string, device: string): string {
  return `wirelab ${scenario} ${node} ${device}`;
}

/** What comes before the 32 bytes of an X25519 private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** In base64, as wg(8) has it. */
function publicKeyOf(keySource: string): string {
  const seed = createHash('sha256').update(keySource).digest();
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return spki.subarray(-32).toString('base64');
}
