import { z } from 'zod';

/** A run in a report, as far as two reports are compared by it. */
export const comparedSchema = z.object({
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

export type ComparedRun = z.infer<typeof comparedSchema>;

/** What tells runs of a report apart. */
export function nameOf({ label, scenario }: ComparedRun): string {
  return label ?? scenario.name;
}
