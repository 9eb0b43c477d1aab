import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { EXIT_CODE } from './defaults.ts';
import { oneOrMany } from './fields.ts';
import { endpointText } from './text.ts';

export const commandSchema = z
  .strictObject({
    at: oneOrMany(endpointText),
    run: z.string().min(1).describe('Shell command line.'),
    exit_code: z.int().min(0).max(255).optional().describe(`Default: ${EXIT_CODE}.`),
    stdout_contains: z.string().optional(),
    stdout_equals: z.string().optional().describe('Newlines at the end do not count.'),
    json: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .optional()
      .describe('Values that stdout, read as JSON, has at dotted paths: 0.linkinfo.info_data.id.'),
    ...checkBase,
  })
  .describe('A command and what must come of it.');
