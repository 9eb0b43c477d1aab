import { z } from 'zod';

export const sysctlsSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .describe('Kernel settings by their dotted names; true and false mean 1 and 0.');
