import type { Parameters } from 'fast-check';

const runs = Number(process.env['WIRELAB_FUZZ_RUNS'] ?? 60);
const seed = process.env['WIRELAB_FUZZ_SEED'];

/** For a share of all inputs. What failed can be repeated by its seed, which fast-check prints. */
export function fuzzOptions<T>(share: number): Parameters<T> {
  return {
    numRuns: Math.max(1, Math.round(runs * share)),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  };
}
