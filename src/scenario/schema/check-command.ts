import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { EXIT_CODE } from './defaults.ts';
import { places } from './fields.ts';

export const commandSchema = z
  .strictObject({
    at: places,
    run: z.string().min(1).describe('Shell command line.'),
    exit_code: z
      .int()
      .min(0)
      .max(255)
      .optional()
      .describe(`What it must exit with. Default: ${EXIT_CODE}.`),
    stdout_contains: z.string().optional().describe('Text that its standard output must contain.'),
    stdout_equals: z
      .string()
      .optional()
      .describe('Its exact standard output; newlines at the end do not count.'),
    json: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .optional()
      .describe(
        'Values that its standard output, read as JSON, must have; keys are dotted paths, positions in lists are numbers.',
      ),
    ...checkBase,
  })
  .describe('A command and what must come of it.');
