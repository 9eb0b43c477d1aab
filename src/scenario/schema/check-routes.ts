import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { places, routingTable } from './fields.ts';

const routeLines = z.array(z.string());

export const routesSchema = z
  .strictObject({
    at: places,
    contains: routeLines
      .optional()
      .describe('Routes that must be there, among others; or `exactly`.'),
    exactly: routeLines.optional().describe('All routes of the table, in any order.'),
    table: routingTable
      .optional()
      .describe('Number of the routing table. Default: the main table.'),
    ...checkBase,
  })
  .describe('The routing table, as `ip route` writes it: 172.16.1.0/24 via 10.0.0.20 dev ens5.');
