import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { PING_COUNT } from './defaults.ts';
import { ends } from './fields.ts';
import { targetText } from './text.ts';

export const noReachSchema = z
  .strictObject({
    ...ends,
    expect: z
      .enum(['no_route', 'rejected', 'silence'])
      .optional()
      .describe(
        'How the probe must end: `no_route`, `rejected` or `silence`. Default: any of the three.',
      ),
    control: targetText
      .optional()
      .describe(
        'What the same source must reach in the same run, or the check proves nothing. Default: chosen for you.',
      ),
    count: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe(`Echo requests a try. Default: ${PING_COUNT}.`),
    ...checkBase,
  })
  .describe('No source reaches any target.');
