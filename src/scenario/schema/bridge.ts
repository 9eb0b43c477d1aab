import { z } from 'zod';
import { addresses, mtu, subnet, up, vrf } from './fields.ts';
import { portVlans } from './port-vlans.ts';
import { macText } from './text.ts';

export const bridgeSchema = z
  .strictObject({
    address: addresses.optional(),
    vrf,
    subnet: subnet.optional(),
    mtu: mtu.optional(),
    mac: macText.optional(),
    up: up.optional(),
    vlan_filtering: z
      .boolean()
      .optional()
      .describe('Whether it keeps VLANs apart. Default: false.'),
    vlans: portVlans.optional().describe("VLANs of the node's own side of the bridge."),
  })
  .describe('A Linux bridge of the node.');
