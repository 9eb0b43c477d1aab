import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { THROUGHPUT_DURATION, THROUGHPUT_PROTOCOL } from './defaults.ts';
import { durationText, endpointText, rateText, targetText } from './text.ts';

const flow = { from: endpointText, to: targetText };

export const throughputSchema = z
  .strictObject({
    ...flow,
    protocol: z.enum(['tcp', 'udp']).optional().describe(`Default: ${THROUGHPUT_PROTOCOL}.`),
    rate: rateText.optional().describe('Offered load. Default: as fast as it goes.'),
    duration: durationText.optional().describe(`Default: ${THROUGHPUT_DURATION}.`),
    at_least: z
      .union([
        rateText,
        z.strictObject({ percent: z.number().positive(), of: z.strictObject(flow) }),
      ])
      .describe('A rate, or a share of what another pair reaches in the same run.'),
    max_loss_percent: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe('Bound on UDP datagram loss. Default: none.'),
    ...checkBase,
  })
  .describe('How much iperf3 gets through.');
