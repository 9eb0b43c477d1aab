import { z } from 'zod';
import { addresses, mtu, subnet, up } from './fields.ts';
import { macText } from './text.ts';

export const bridgeSchema = z
  .strictObject({
    address: addresses.optional(),
    subnet: subnet.optional(),
    mtu: mtu.optional(),
    mac: macText.optional(),
    up: up.optional(),
  })
  .describe('A Linux bridge of the node.');
