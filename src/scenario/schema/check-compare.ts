import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { COMPARE_DURATION, COMPARE_ROUNDS } from './defaults.ts';
import { named } from './fields.ts';
import { durationText, endpointText, targetText } from './text.ts';

/** What can be measured of a path. */
export const measures = ['throughput', 'latency'] as const;

/** What becomes of a claim once it was measured. */
export const claimVerdicts = ['confirmed', 'refuted', 'not_distinguishable'] as const;

/** With fewer, no interval that holds the median with 95 % is there at all. */
const MIN_ROUNDS = 6;

export const compareSchema = z
  .strictObject({
    paths: named(z.strictObject({ from: endpointText, to: targetText })).describe(
      'Two paths or more, by name: each `from` an endpoint `to` another.',
    ),
    claims: z
      .array(
        z.strictObject({
          text: z
            .string()
            .min(1)
            .optional()
            .describe('The claim in words, for the report. Default: made of the two names.'),
          better: z.string().describe('The path that is claimed to be better.'),
          than: z.string().describe('The other path.'),
          in: z
            .enum(measures)
            .optional()
            .describe('`throughput` or `latency`. Default: each of the two.'),
          expect: z
            .enum(claimVerdicts)
            .optional()
            .describe(
              'What must come out: `confirmed`, `refuted` or `not_distinguishable`. Default: anything.',
            ),
        }),
      )
      .min(1, { error: 'expected at least one claim' })
      .describe('What somebody says of them; at least one.'),
    rounds: z
      .int()
      .min(MIN_ROUNDS)
      .max(100)
      .optional()
      .describe(`How often each path is measured, from 6 to 100. Default: ${COMPARE_ROUNDS}.`),
    duration: durationText
      .optional()
      .describe(
        `How long TCP sends each time, in whole seconds: rounded up. Default: ${COMPARE_DURATION}.`,
      ),
    ...checkBase,
  })
  .describe('Which of several paths is faster.');
