import { z } from 'zod';
import { deviceName } from './fields.ts';
import { keysOf, notOneOf } from './one-of.ts';
import { addressMaybePortText, networkText } from './text.ts';

/** What each rule has one of. */
export const NAT_KINDS = ['masquerade', 'snat', 'dnat'] as const;

export const natSchema = z
  .strictObject({
    masquerade: networkText
      .optional()
      .describe('Sources that are hidden behind the address of the outgoing device.'),
    snat: networkText.optional().describe('Sources that are hidden behind the address in `to`.'),
    dnat: addressMaybePortText
      .optional()
      .describe('Destination whose packets are delivered to the address in `to`.'),
    to: addressMaybePortText
      .optional()
      .describe('The address that `snat` or `dnat` puts in, with a port where `dnat` has one.'),
    protocol: z.enum(['tcp', 'udp']).optional().describe('Of a `dnat` with ports.'),
    out: deviceName
      .optional()
      .describe('Only packets that leave by this device; not for `dnat`. Default: any.'),
    in: deviceName
      .optional()
      .describe(
        "Only packets that come in by this device; for `dnat`. Default: any, and the namespace's own.",
      ),
  })
  .refine((nat) => keysOf(nat, NAT_KINDS).length === 1, {
    error: ({ input }) => notOneOf(input, NAT_KINDS),
  })
  .describe('Network address translation: one of `masquerade`, `snat` and `dnat`.');
