import { z } from 'zod';

const endpoint = z.object({ node: z.string(), container: z.string().nullable() });
const place = endpoint.extend({ device: z.string(), segment: z.string().nullable() });

const loss = z.object({
  way: z.array(place),
  cause: z.object({ at: z.string(), device: z.string().nullable(), sentence: z.string() }),
});

/** A run in a report, as far as a drawing shows it. */
export const resultsSchema = z.object({
  scenario: z.object({ name: z.string() }),
  outcome: z.string(),
  steps: z.array(z.object({ number: z.number() })),
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      outcome: z.enum(['pass', 'fail', 'error', 'skip']),
      probed: z
        .object({ from: endpoint, to: z.object({ endpoint: endpoint.nullable() }) })
        .nullable(),
    }),
  ),
  traces: z.array(
    z.object({
      cases: z.array(z.string()),
      trace: z.object({ there: z.array(place), back: z.array(place), loss: loss.nullable() }),
    }),
  ),
});

export type RunResults = z.infer<typeof resultsSchema>;
