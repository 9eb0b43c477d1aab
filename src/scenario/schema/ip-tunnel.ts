import { z } from 'zod';
import { addresses, deviceName, mtu, up, vrf } from './fields.ts';
import { portVlans } from './port-vlans.ts';
import { addressText, macText } from './text.ts';

export const ipTunnelSchema = z
  .strictObject({
    kind: z
      .enum(['gre', 'gretap', 'ipip', 'sit'])
      .describe(
        'What it carries, and in what: `gre` packets and `gretap` frames in GRE, `ipip` IPv4 and ' +
          '`sit` IPv6 in IPv4.',
      ),
    local: addressText.describe('Source address of the outer packets, IPv4.'),
    remote: addressText.describe('Address of the other end, IPv4.'),
    key: z
      .int()
      .min(0)
      .max(4_294_967_295)
      .optional()
      .describe('Key of GRE, the same at both ends. Default: none.'),
    ttl: z
      .int()
      .min(1)
      .max(255)
      .optional()
      .describe('TTL of the outer packets. Default: that of the packet inside.'),
    dev: deviceName.optional().describe('Interface that the outer packets leave by.'),
    address: addresses.optional(),
    vrf,
    bridge: deviceName.optional().describe('Bridge of this node that a `gretap` is a port of.'),
    vlans: portVlans.optional(),
    mtu: mtu.optional().describe('Default: the underlay MTU less the outer headers.'),
    mac: macText.optional().describe('MAC address of a `gretap`.'),
    up: up.optional(),
  })
  .describe('A tunnel that the kernel makes of IP packets.');
