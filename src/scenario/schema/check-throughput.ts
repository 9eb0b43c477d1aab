import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { THROUGHPUT_DURATION, THROUGHPUT_PROTOCOL } from './defaults.ts';
import { durationText, endpointText, rateText, targetText } from './text.ts';

const flow = {
  from: endpointText.describe('The source.'),
  to: targetText.describe("The target; an address must be one of the lab's."),
};

export const throughputSchema = z
  .strictObject({
    ...flow,
    protocol: z
      .enum(['tcp', 'udp'])
      .optional()
      .describe(`\`tcp\` or \`udp\`. Default: ${THROUGHPUT_PROTOCOL}.`),
    rate: rateText.optional().describe('Offered load. Default: as fast as it goes.'),
    duration: durationText
      .optional()
      .describe(`How long to send, in whole seconds: rounded up. Default: ${THROUGHPUT_DURATION}.`),
    at_least: z
      .union([
        rateText,
        z.strictObject({
          percent: z.number().positive().describe('The share.'),
          of: z.strictObject(flow).describe('Whose rate it is a share of.'),
        }),
      ])
      .describe('A rate; or `percent` `of` what another pair reaches in the same run.'),
    max_loss_percent: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe('Bound on lost datagrams; for UDP only.'),
    ...checkBase,
  })
  .describe('How much iperf3 gets through.');
