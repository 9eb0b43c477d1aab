import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { LATENCY_COUNT } from './defaults.ts';
import { ends } from './fields.ts';
import { durationText, percentOrZeroText, percentText } from './text.ts';

export const latencySchema = z
  .strictObject({
    ...ends,
    rtt_at_least: durationText.optional().describe('Lower bound on the median round-trip time.'),
    rtt_at_most: durationText.optional().describe('Upper bound on the median round-trip time.'),
    jitter_at_least: durationText
      .optional()
      .describe('Lower bound on the median difference between round-trip times in succession.'),
    jitter_at_most: durationText
      .optional()
      .describe('Upper bound on the median difference between round-trip times in succession.'),
    loss_at_least: percentText.optional().describe('Lower bound on the share that gets lost.'),
    loss_at_most: percentOrZeroText.optional().describe('Upper bound on the share that gets lost.'),
    count: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe(`Echo requests, 20 ms apart. Default: ${LATENCY_COUNT}.`),
    ...checkBase,
  })
  .describe('How long packets take there and back, and how many get lost.');
