import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { deviceText, endpointText } from './text.ts';

export const bridgePortsSchema = z
  .strictObject({
    at: endpointText.describe('The endpoint.'),
    bridge: deviceText.describe('Name of the bridge.'),
    contains: z
      .array(deviceText)
      .min(1)
      .optional()
      .describe('Ports that it must have, among others; or `exactly`.'),
    exactly: z.array(deviceText).optional().describe('All its ports, in any order.'),
    ...checkBase,
  })
  .describe('The ports of a bridge, as `brctl show` or `bridge link` lists them.');
