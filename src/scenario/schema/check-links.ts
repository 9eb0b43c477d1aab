import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { places } from './fields.ts';
import { deviceText } from './text.ts';

export const linksSchema = z
  .strictObject({
    at: places,
    contains: z
      .array(deviceText)
      .min(1)
      .optional()
      .describe('Devices that must be there, among others; or `exactly`.'),
    exactly: z
      .array(deviceText)
      .optional()
      .describe('All devices, in any order; `lo` is one of them.'),
    ...checkBase,
  })
  .describe('The devices that a namespace sees, as `ip link` lists them.');
