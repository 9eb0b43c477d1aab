import { z } from 'zod';
import { VXLAN_PORT } from './defaults.ts';
import { addresses, deviceName, mtu, port, up, vrf } from './fields.ts';
import { portVlans } from './port-vlans.ts';
import { addressText, macText } from './text.ts';

export const vxlanSchema = z
  .strictObject({
    vni: z
      .int()
      .meta({ description: 'VXLAN network identifier.', minimum: 1, maximum: 16_777_215 }),
    local: addressText.describe('Source address of the outer packets.'),
    remote: addressText.optional().describe('Address of the VTEP at the other end.'),
    remotes: z
      .array(addressText)
      .min(1)
      .optional()
      .describe(
        'Addresses of several VTEPs: what is for all or for somebody unknown goes to each.',
      ),
    learning: z
      .boolean()
      .optional()
      .describe('Whether it learns from what it receives who is behind which VTEP. Default: true.'),
    port: port.optional().describe(`UDP destination port. Default: ${VXLAN_PORT}.`),
    dev: deviceName.optional().describe('Interface that the outer packets leave by.'),
    address: addresses.optional(),
    vrf,
    bridge: deviceName.optional().describe('Bridge of this node that the device is a port of.'),
    vlans: portVlans.optional(),
    mtu: mtu.optional().describe('Default: the underlay MTU less the outer headers.'),
    mac: macText.optional(),
    up: up.optional(),
  })
  .describe('A VXLAN tunnel end point.');
