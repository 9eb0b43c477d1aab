import { z } from 'zod';
import { deviceName, routingTable } from './fields.ts';
import { networkText } from './text.ts';

export const policyRuleSchema = z
  .strictObject({
    priority: z
      .int()
      .min(2000)
      .max(32_765)
      .describe('The lower, the earlier; from 2000, behind those of VRFs, to 32765, before main.'),
    from: networkText.optional().describe('Source of the packets. Default: any.'),
    to: networkText.optional().describe('Their destination. Default: any.'),
    iif: deviceName.optional().describe('Device that they came in by. Default: any.'),
    fwmark: z.int().min(1).max(4_294_967_295).optional().describe('Their mark. Default: any.'),
    table: routingTable.describe('Number of the routing table that is asked.'),
  })
  .describe('Which packets are routed by another table.');
