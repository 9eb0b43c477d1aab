import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { deviceName } from './fields.ts';
import { endpointText } from './text.ts';

export const bridgePortsSchema = z
  .strictObject({
    at: endpointText.describe('The endpoint.'),
    bridge: deviceName.describe('Name of the bridge.'),
    contains: z
      .array(deviceName)
      .min(1)
      .optional()
      .describe('Ports that it must have, among others; or `exactly`.'),
    exactly: z.array(deviceName).optional().describe('All its ports, in any order.'),
    ...checkBase,
  })
  .describe('The ports of a bridge, as `brctl show` or `bridge link` lists them.');
