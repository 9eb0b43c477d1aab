import type { ExitCode } from './exit-codes.ts';
import {
  type ProviderFlags,
  type ReportFlags,
  requestOf,
  type TimeoutFlag,
  type UntilFlag,
} from './flags.ts';
import { providerNamed } from '../runner/providers.ts';
import { reported } from './reported.ts';
import { stepNumber } from './step-number.ts';
import { loadTopology } from './topology.ts';

export interface Deployment extends ProviderFlags, ReportFlags, TimeoutFlag, UntilFlag {
  readonly verb: 'run' | 'up';
  readonly keep: 'never' | 'always' | 'on-fail';
}

/** Makes a scenario's lab: the common part of `run` and `up`. */
export async function deploy(name: string, deployment: Deployment): Promise<ExitCode> {
  const topology = await loadTopology(name);
  const until = deployment.until === undefined ? null : stepNumber(deployment.until, topology);
  return reported(deployment, async ({ reporters, signal }) => {
    const { runScenario } = await import('../runner/run.ts');
    return runScenario({
      topology,
      provider: await providerNamed(deployment.provider),
      request: requestOf(deployment),
      skipUnsupported: deployment.skipUnsupported === true,
      reporters,
      keep: deployment.keep,
      filter: deployment.filter ?? null,
      timeoutMs: deployment.timeout ?? null,
      signal,
      verb: deployment.verb,
      until,
    });
  });
}
