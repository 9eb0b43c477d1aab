import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { PING_COUNT } from './defaults.ts';
import { oneOrMany } from './fields.ts';
import { endpointText, targetText } from './text.ts';

export const noReachSchema = z
  .strictObject({
    from: oneOrMany(endpointText),
    to: oneOrMany(targetText),
    expect: z
      .enum(['no_route', 'rejected', 'silence'])
      .optional()
      .describe('How the probe must end. Default: any of the three.'),
    control: targetText
      .optional()
      .describe('What the same source must reach, or the check proves nothing.'),
    count: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe(`Echo requests a try. Default: ${PING_COUNT}.`),
    ...checkBase,
  })
  .describe('No source reaches any target.');
