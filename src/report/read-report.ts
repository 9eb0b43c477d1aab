import { z } from 'zod';

/**
 * Reads the JSON report of a run, or of several, as far as the shape of a run asks for it. Null
 * when the text is no report of wirelab's that this version can read.
 */
export function readReport<Shape extends z.ZodRawShape>(
  text: string,
  run: z.ZodObject<Shape>,
): readonly z.output<z.ZodObject<Shape>>[] | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const header = z.object({ schemaVersion: z.literal(1) });
  if (!header.safeParse(data).success) return null;
  const catalogue = z.object({ runs: z.array(run) }).safeParse(data);
  if (catalogue.success) return catalogue.data.runs;
  const single = run.safeParse(data);
  return single.success ? [single.data] : null;
}
