import { z } from 'zod';
import { routingTable, up } from './fields.ts';

export const vrfSchema = z
  .strictObject({
    table: routingTable.describe('Number of its routing table.'),
    up: up.optional(),
  })
  .describe('A VRF: devices of the node that have a routing table of their own.');
