import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { addressText, deviceText, endpointText, macText } from './text.ts';

const present = z
  .strictObject({
    address: addressText.describe('The address.'),
    dev: deviceText.optional().describe('Device of its entry. Default: any.'),
    of: endpointText
      .optional()
      .describe('Whose MAC address it has. Default: that of whoever has the address.'),
    mac: macText.optional().describe('The MAC address itself, instead of `of`.'),
  })
  .describe('An entry.');

export const neighboursSchema = z
  .strictObject({
    at: endpointText.describe('Whose table.'),
    present: z.array(present).min(1).optional().describe('Entries that must be there.'),
    absent: z
      .array(addressText)
      .min(1)
      .optional()
      .describe('Addresses that no usable entry may be for.'),
    different_from: endpointText
      .optional()
      .describe('A namespace whose table must not be the same.'),
    ...checkBase,
  })
  .describe('The neighbour table (ARP and NDP), as `ip neigh` lists it.');
