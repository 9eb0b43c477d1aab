/** Reads what `tc -j qdisc show` prints of the root of each NIC. */
import { z } from 'zod';
import type { ImpairmentFact } from './fact.ts';

/** Numbers are seconds, shares of one, and bytes a second. */
const qdiscsSchema = z.array(
  z.object({
    kind: z.string(),
    options: z
      .object({
        delay: z.object({ delay: z.number(), jitter: z.number() }).optional(),
        'loss-random': z.object({ loss: z.number() }).optional(),
        rate: z.union([z.object({ rate: z.number() }), z.number()]).optional(),
      })
      .optional(),
  }),
);

/** The lines are a name and a JSON document by turns. @throws for what tc is not known to print */
export function parseQdiscs(lines: readonly string[]): readonly ImpairmentFact[] {
  return lines.flatMap((line, index): readonly ImpairmentFact[] => {
    const dev = lines[index - 1];
    if (!line.startsWith('[') || dev === undefined) return [];
    const qdiscs = qdiscsSchema.parse(JSON.parse(line));
    return qdiscs.flatMap(({ kind, options }) => {
      if (kind !== 'netem') return [];
      const { delay, 'loss-random': loss, rate } = options ?? {};
      const bytes = typeof rate === 'number' ? rate : (rate?.rate ?? 0);
      return [
        {
          kind: 'impairment',
          dev,
          delayUs: Math.round((delay?.delay ?? 0) * 1e6),
          jitterUs: Math.round((delay?.jitter ?? 0) * 1e6),
          lossPpm: Math.round((loss?.loss ?? 0) * 1e6),
          rateBps: bytes === 0 ? null : bytes * 8,
        },
      ];
    });
  });
}
