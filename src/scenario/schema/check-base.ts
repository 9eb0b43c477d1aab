import { z } from 'zod';
import { WITHIN } from './defaults.ts';
import { durationText } from './text.ts';

/** Fields that every kind of check has. */
export const checkBase = {
  title: z.string().optional().describe('What the report calls it.'),
  within: durationText
    .optional()
    .describe(
      `Deadline: the check is tried again until it passes or time is up. Default: ${WITHIN}.`,
    ),
};
