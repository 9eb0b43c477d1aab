import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { OUTAGE_WATCH } from './defaults.ts';
import { ends } from './fields.ts';
import { durationOrZeroText, durationText } from './text.ts';

export const outageSchema = z
  .strictObject({
    ...ends,
    at_least: durationText.optional().describe('Lower bound on how long it was out.'),
    at_most: durationOrZeroText
      .optional()
      .describe('Upper bound on how long it was out; `0s` lets not one packet be lost.'),
    watch: durationText
      .optional()
      .describe(
        `How long it is watched at least, once the step has done its work. Default: ${OUTAGE_WATCH}.`,
      ),
    ...checkBase,
  })
  .describe('For how long a target did not answer while the step was played.');
