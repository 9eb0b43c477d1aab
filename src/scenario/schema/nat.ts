import { z } from 'zod';
import { deviceName } from './fields.ts';
import { networkText } from './text.ts';

export const natSchema = z
  .strictObject({
    masquerade: networkText.describe('Sources that are hidden behind the outgoing address.'),
    out: deviceName.optional().describe('Only packets that leave by this device. Default: any.'),
  })
  .describe('Source NAT.');
