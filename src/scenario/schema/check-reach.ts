import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { MAX_LOSS_PERCENT, PING_COUNT } from './defaults.ts';
import { ends } from './fields.ts';
import { deviceText, knockOutText } from './text.ts';

export const reachSchema = z
  .strictObject({
    ...ends,
    over: deviceText
      .optional()
      .describe("Tunnel or VLAN device on the source's node that must be used."),
    knock_out: z
      .union([z.literal(true), knockOutText])
      .optional()
      .describe(
        'Device without which the target must not answer: NODE/DEVICE, or DEVICE of the source; true is that of `over`.',
      ),
    count: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe(`Echo requests a try. Default: ${PING_COUNT}.`),
    max_loss_percent: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe(`How many of them may get lost. Default: ${MAX_LOSS_PERCENT}.`),
    max_rtt_ms: z.number().positive().optional().describe('Bound on the mean round-trip time.'),
    ...checkBase,
  })
  .describe('Every source pings every target.');
