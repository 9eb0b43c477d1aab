import { z } from 'zod';
import { deviceName, routingTable } from './fields.ts';
import { addressText, destinationText } from './text.ts';

export const routeSchema = z
  .strictObject({
    to: destinationText,
    via: addressText.optional().describe('Next hop.'),
    dev: deviceName.optional().describe('Outgoing device. Default: the one that next hop is on.'),
    src: addressText.optional().describe('Preferred source address.'),
    metric: z.int().min(0).max(4_294_967_295).optional(),
    table: routingTable
      .optional()
      .describe('Number of the routing table that it is in. Default: the main table.'),
    vrf: deviceName.optional().describe('Instead of `table`: the VRF whose table it is in.'),
    onlink: z
      .boolean()
      .optional()
      .describe('Take the next hop for a neighbour although no address says so.'),
  })
  .describe('A route.');
