import { z } from 'zod';
import { mtu } from './fields.ts';

export const segmentSchema = z
  .strictObject({ mtu: mtu.optional() })
  .describe('One L2 broadcast domain: a switch.');
