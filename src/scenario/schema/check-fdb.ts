import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { addressText, deviceText, endpointText, macText } from './text.ts';

const entry = z
  .strictObject({
    of: endpointText.optional().describe('Whose MAC address it is for; or `mac`.'),
    mac: macText.optional().describe('The MAC address that it is for.'),
    dst: addressText
      .optional()
      .describe('Remote VTEP that frames to it are sent to. Default: any, or none.'),
  })
  .describe('An entry.');

export const fdbSchema = z
  .strictObject({
    at: endpointText.describe('Where the device is.'),
    dev: deviceText.describe('Device that the entries are for: a bridge port, or a VXLAN device.'),
    present: z.array(entry).min(1).optional().describe('Entries that must be there.'),
    absent: z.array(entry).min(1).optional().describe('Entries that must not be there.'),
    ...checkBase,
  })
  .describe('The forwarding database of a device, as `bridge fdb` lists it.');
