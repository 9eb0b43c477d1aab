import { z } from 'zod';
import { mtu, subnet } from './fields.ts';

export const segmentSchema = z
  .strictObject({ mtu: mtu.optional(), subnet: subnet.optional() })
  .describe('One L2 broadcast domain: a switch.');
