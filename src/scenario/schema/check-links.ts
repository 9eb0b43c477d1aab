import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { deviceName, places } from './fields.ts';

export const linksSchema = z
  .strictObject({
    at: places,
    contains: z
      .array(deviceName)
      .min(1)
      .optional()
      .describe('Devices that must be there, among others; or `exactly`.'),
    exactly: z
      .array(deviceName)
      .optional()
      .describe('All devices, in any order; `lo` is one of them.'),
    ...checkBase,
  })
  .describe('The devices that a namespace sees, as `ip link` lists them.');
