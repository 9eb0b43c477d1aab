import { z } from 'zod';
import { addresses, mtu, port, up, vrf } from './fields.ts';
import { addressAndPortText, addressText } from './text.ts';

const tunEnd = z.union([addressAndPortText, z.strictObject({ address: addressText, port })]);

export const tunSchema = z
  .strictObject({
    local: tunEnd.describe('Address and UDP port at which this end listens.'),
    remote: tunEnd.describe('Address and UDP port of the other end.'),
    address: addresses.optional(),
    vrf,
    mtu: mtu.optional().describe('Default: the underlay MTU less the outer headers.'),
    up: up.optional(),
  })
  .describe('A TUN device whose packets socat carries in UDP datagrams.');
