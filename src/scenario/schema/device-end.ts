import { z } from 'zod';
import { addresses, deviceName, pool, up } from './fields.ts';
import { portVlans } from './port-vlans.ts';
import { macText } from './text.ts';

/** What each end of a veth pair may have. */
export const deviceEnd = {
  address: addresses.optional(),
  pool,
  bridge: deviceName.optional().describe('Bridge of the node that this end is a port of.'),
  vlans: portVlans.optional(),
  mac: macText.optional(),
  up: up.optional(),
};

export const endContainer = z
  .string()
  .optional()
  .describe('Container of this node that the end is in. Default: the node itself.');
