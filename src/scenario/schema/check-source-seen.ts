import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { oneOrMany, port } from './fields.ts';
import { addressText, endpointText, targetText } from './text.ts';

export const sourceSeenSchema = z
  .strictObject({
    from: oneOrMany(endpointText).describe('One source or several.'),
    to: targetText.describe('The target.'),
    port: port
      .optional()
      .describe(
        'TCP port to connect to, where somebody must listen. Default: none; a ping is sent.',
      ),
    at: endpointText
      .optional()
      .describe('The endpoint where the packets are looked at. Default: the target, if it is one.'),
    address: addressText.describe('The source address that they must have there.'),
    ...checkBase,
  })
  .describe('Which source address the far end sees.');
