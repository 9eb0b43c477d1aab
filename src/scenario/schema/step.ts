import { z } from 'zod';
import { checkSchema } from './check.ts';
import { faultSchema } from './fault.ts';
import { named, oneOrMany } from './fields.ts';
import { nodeSchema } from './node.ts';
import { changeOf, removalOf } from './partial.ts';
import { endpointText } from './text.ts';

const stepRunSchema = z
  .strictObject({
    at: oneOrMany(endpointText),
    command: z.string().min(1).describe('Shell command line.'),
  })
  .describe('A command that the format has no word for.');

export const stepSchema = z
  .strictObject({
    name: z.string().min(1).describe('What happens, in a few words.'),
    change: named(changeOf(nodeSchema))
      .optional()
      .describe('What is added or altered, by node: maps merge, scalars replace, lists append.'),
    remove: named(removalOf(nodeSchema) ?? z.never())
      .optional()
      .describe('What is taken away, by node, before anything is changed.'),
    faults: z
      .array(faultSchema)
      .min(1)
      .optional()
      .describe('What happens to machines and their cables, in order, once the change stands.'),
    run: z
      .array(stepRunSchema)
      .optional()
      .describe('Commands, run in order once all that has happened.'),
    checks: z.array(checkSchema).optional().describe('What must be true then.'),
  })
  .describe('One step of the story: what is done to the lab, and what must be true then.');
