import { z } from 'zod';
import { WIREGUARD_PORT } from './defaults.ts';
import { addresses, deviceName, mtu, oneOrMany, port, up, vrf } from './fields.ts';
import { addressMaybePortText, networkText } from './text.ts';

const peerSchema = z
  .strictObject({
    dev: deviceName
      .optional()
      .describe('The WireGuard device of that node. Default: the only one that it has.'),
    endpoint: addressMaybePortText
      .optional()
      .describe(
        'Where the peer is sent to at first; without a port, the one that it listens on. ' +
          'Default: none, so that the peer must begin.',
      ),
    allowed_ips: oneOrMany(networkText).describe(
      'Networks that are sent to the peer, and taken from it.',
    ),
    keepalive: z
      .int()
      .min(1)
      .max(65_535)
      .optional()
      .describe('Seconds between packets that keep the way open. Default: none are sent.'),
  })
  .describe('A peer, under the name of its node.');

export const wireguardSchema = z
  .strictObject({
    listen_port: port.optional().describe(`UDP port. Default: ${WIREGUARD_PORT}.`),
    peers: z.record(z.string(), peerSchema).describe('Its peers, by the names of their nodes.'),
    address: addresses.optional(),
    vrf,
    mtu: mtu.optional().describe('Default: the underlay MTU less the outer headers.'),
    up: up.optional(),
  })
  .describe('A WireGuard device, whose keys are derived from names.');
