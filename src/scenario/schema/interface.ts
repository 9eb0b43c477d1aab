import { z } from 'zod';
import { addresses, deviceName, mtu, up, vrf } from './fields.ts';
import { impair } from './impair.ts';
import { portVlans } from './port-vlans.ts';
import { macText } from './text.ts';

export const interfaceSchema = z
  .strictObject({
    segment: z.string().describe('The segment that the interface is plugged into.'),
    address: addresses.optional(),
    vrf,
    bridge: deviceName.optional().describe('Bridge of this node that the interface is a port of.'),
    vlans: portVlans.optional(),
    mtu: mtu.optional(),
    mac: macText.optional(),
    up: up.optional(),
    impair: impair.optional(),
  })
  .describe('A network interface card of the node.');
