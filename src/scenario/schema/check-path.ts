import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { endpointText, targetText } from './text.ts';

export const pathSchema = z
  .strictObject({
    from: endpointText.describe('The source.'),
    to: targetText.describe('The target.'),
    hops: z
      .array(z.union([z.literal('*'), targetText]))
      .min(1)
      .describe('Who answers at each hop, the target included; `*` is anybody, or nobody.'),
    ...checkBase,
  })
  .describe('The routers on the way, as traceroute finds them.');
