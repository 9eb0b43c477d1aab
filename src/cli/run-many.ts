import type { ProviderName } from '../providers/provider.ts';
import { providerNamed } from '../runner/providers.ts';
import { shardOf } from '../runner/shard.ts';
import type { ExitCode } from './exit-codes.ts';
import {
  type CatalogueFlags,
  type ProviderFlags,
  type RecordFlag,
  type ReportFlags,
  requestOf,
  type TimeoutFlag,
} from './flags.ts';
import { reportedCatalogue } from './reported.ts';
import { loadTopologies } from './topology.ts';

interface ManyFlags
  extends Omit<ProviderFlags, 'provider'>, ReportFlags, TimeoutFlag, RecordFlag, CatalogueFlags {
  readonly provider: readonly ProviderName[];
  readonly keep: 'never' | 'on-fail';
}

/** Runs scenarios by their names or files. @throws UsageError with the problems of all of them */
export async function runMany(names: readonly string[], flags: ManyFlags): Promise<ExitCode> {
  const all = await loadTopologies(names);
  const { weightOf } = await import('../runner/catalogue-plan.ts');
  const topologies = flags.shard === undefined ? all : shardOf(all, flags.shard, weightOf);
  return reportedCatalogue(flags, async ({ reporters, signal }) => {
    const { runCatalogue } = await import('../runner/catalogue.ts');
    return runCatalogue({
      topologies,
      shard: flags.shard ?? null,
      jobs: flags.jobs ?? null,
      providers: flags.provider.map((name) => ({ name, open: () => providerNamed(name) })),
      request: requestOf(flags),
      skipUnsupported: flags.skipUnsupported === true,
      reporters,
      keep: flags.keep,
      record: flags.record,
      filter: flags.filter ?? null,
      timeoutMs: flags.timeout ?? null,
      signal,
    });
  });
}
