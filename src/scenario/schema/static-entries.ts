/** What a namespace is told about others, instead of finding it out. */
import { z } from 'zod';
import { deviceName } from './fields.ts';
import { addressText, macText } from './text.ts';

export const neighbourSchema = z
  .strictObject({
    address: addressText.describe('Address of the neighbour.'),
    mac: macText.optional().describe('Default: that of whoever has the address in the scenario.'),
    dev: deviceName.describe('Device that the neighbour is behind.'),
  })
  .describe('A permanent entry of the neighbour table (ARP and NDP).');

export const fdbEntrySchema = z
  .strictObject({
    mac: macText.optional().describe('MAC address that the entry is for; all zero is any other.'),
    address: addressText
      .optional()
      .describe('Instead of `mac`: whoever has this address in the scenario.'),
    dev: deviceName.describe('VXLAN device, or port of a bridge, that frames to it leave by.'),
    dst: addressText.optional().describe('For a VXLAN device: the VTEP that they are sent to.'),
  })
  .describe('A static entry of a forwarding table.');
