import { z } from 'zod';
import { parseSizeMib, SIZE_PATTERN } from '../scenario/parse/size.ts';

const sizeText = z
  .string({ error: 'expected a size, such as 256MiB or 1GiB' })
  .refine((text) => parseSizeMib(text) !== null, {
    error: 'expected a size, such as 256MiB or 1GiB',
  })
  .meta({ title: 'Size', pattern: SIZE_PATTERN.source, examples: ['256MiB', '1GiB'] });

const cpus = z.int().min(1).max(64);

export const kindsSchema = z
  .record(
    z.string(),
    z
      .strictObject({
        cpus: cpus.describe('Virtual processors.'),
        memory: sizeText.describe('Memory of the machine.'),
        image: z.string().describe('An image of images.yaml.'),
      })
      .describe('A node kind.'),
  )
  .meta({ title: 'wirelab node kinds' });

const AUTO = 'auto';

const autoOrSizeText = z
  .string({ error: 'expected `auto` or a size, such as 4GiB' })
  .refine((text) => text === AUTO || parseSizeMib(text) !== null, {
    error: 'expected `auto` or a size, such as 4GiB',
  })
  .meta({ title: 'Size', examples: [AUTO, '4GiB'] });

export const siteSchema = z
  .strictObject({
    cpus: z.union([z.literal(AUTO), z.int().min(1)]).describe('Processors for all nodes together.'),
    memory: autoOrSizeText.describe('Memory for all nodes together.'),
  })
  .meta({ title: 'wirelab site', description: 'What this host lends to labs.' });
