import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { HTTP_PATH, HTTP_PORT, HTTP_STATUS } from './defaults.ts';
import { ends, port } from './fields.ts';

export const httpSchema = z
  .strictObject({
    ...ends,
    port: port.optional().describe(`TCP port. Default: ${HTTP_PORT}.`),
    path: z
      .string()
      .startsWith('/', { error: 'expected a path that begins with /' })
      .optional()
      .describe(`What is asked for. Default: ${HTTP_PATH}.`),
    status: z
      .int()
      .min(100)
      .max(599)
      .optional()
      .describe(`Status code of the answer. Default: ${HTTP_STATUS}.`),
    body: z
      .string()
      .optional()
      .describe('Its exact body; newlines at the end do not count. Default: any.'),
    body_contains: z.string().optional().describe('Text that its body must contain.'),
    ...checkBase,
  })
  .describe('Every source gets a page from every target.');
