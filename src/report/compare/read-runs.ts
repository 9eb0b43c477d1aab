/** Reads the report of a run, or of several, as far as two reports are compared by it. */
import { z } from 'zod';

const runSchema = z.object({
  label: z.string().optional(),
  scenario: z.object({ name: z.string() }),
  outcome: z.string(),
  durationMs: z.number(),
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      outcome: z.enum(['pass', 'fail', 'error', 'skip']),
    }),
  ),
});

const reportSchema = z.union([
  z.object({ schemaVersion: z.literal(1), runs: z.array(runSchema) }).transform(({ runs }) => runs),
  runSchema.extend({ schemaVersion: z.literal(1) }).transform((run) => [run]),
]);

export type ComparedRun = z.infer<typeof runSchema>;

/** Null when the text is no report of wirelab's that this version can read. */
export function readRuns(text: string): readonly ComparedRun[] | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = reportSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}

/** What tells runs of a report apart. */
export function nameOf({ label, scenario }: ComparedRun): string {
  return label ?? scenario.name;
}
