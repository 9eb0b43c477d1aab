import { z } from 'zod';
import { mtu, subnet } from './fields.ts';
import { impair } from './impair.ts';

export const segmentSchema = z
  .strictObject({
    mtu: mtu.optional(),
    subnet: subnet.optional(),
    impair: impair
      .optional()
      .describe('The same for all interfaces on it that do not say otherwise.'),
  })
  .describe('One L2 broadcast domain: a switch.');
