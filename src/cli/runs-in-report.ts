import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { UsageError } from '../lib/errors.ts';

/** The runs of a JSON report, as far as the shape asks for them. @throws UsageError */
export async function runsInReport<Shape extends z.ZodRawShape>(
  file: string,
  run: z.ZodObject<Shape>,
): Promise<readonly z.output<z.ZodObject<Shape>>[]> {
  const { readReport } = await import('../report/read-report.ts');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The report ${file} cannot be read: ${reason}.`);
  });
  const runs = readReport(text, run);
  if (runs !== null) return runs;
  throw new UsageError(`${file} is no report of wirelab's: write one with \`--report json=FILE\`.`);
}
