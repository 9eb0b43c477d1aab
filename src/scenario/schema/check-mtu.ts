import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { ends } from './fields.ts';

export const mtuSchema = z
  .strictObject({
    ...ends,
    bytes: z
      .int()
      .min(68)
      .max(65_535)
      .optional()
      .describe('Size of that packet, IP header included. Default: computed from the topology.'),
    ...checkBase,
  })
  .describe('The largest IP packet that gets through in one piece.');
