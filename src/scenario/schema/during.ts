import { z } from 'zod';
import { PING_COUNT } from './defaults.ts';
import { endpointText, targetText } from './text.ts';

/** A ping while something is looked at. */
export const during = z
  .strictObject({
    from: endpointText.describe('The source.'),
    to: targetText.describe('The target.'),
    count: z.int().min(1).max(1000).optional().describe(`Echo requests. Default: ${PING_COUNT}.`),
  })
  .describe('A ping meanwhile, which need not be answered.');
