import type { ExitCode } from './exit-codes.ts';
import {
  type ProviderFlags,
  type RecordFlag,
  type ReportFlags,
  requestOf,
  type TimeoutFlag,
  type UntilFlag,
} from './flags.ts';
import type { CaseResult } from '../checks/result.ts';
import { pauseIn, requireTerminal } from './pause.ts';
import type { Reporter } from '../runner/events.ts';
import { providerNamed } from '../runner/providers.ts';
import { reported } from './reported.ts';
import { stepNumber } from './step-number.ts';
import { loadTopology } from './topology.ts';

export interface Deployment extends ProviderFlags, ReportFlags, TimeoutFlag, UntilFlag, RecordFlag {
  readonly verb: 'run' | 'up';
  readonly keep: 'never' | 'always' | 'on-fail';
  /** Waits before the lab of a run that failed is removed. */
  readonly pauseOnFail?: true;
}

/** Makes a scenario's lab: the common part of `run` and `up`. */
export async function deploy(name: string, deployment: Deployment): Promise<ExitCode> {
  const { pauseOnFail } = deployment;
  if (pauseOnFail === true) requireTerminal();
  const topology = await loadTopology(name);
  const until = deployment.until === undefined ? null : stepNumber(deployment.until, topology);
  return reported({ ...deployment, plain: pauseOnFail === true }, async ({ reporters, signal }) => {
    const cases: CaseResult[] = [];
    const collector: Reporter = {
      onEvent: (event) => {
        if (event.type === 'case_finished') cases.push(event.result);
      },
    };
    const { runScenario } = await import('../runner/run.ts');
    return runScenario({
      topology,
      provider: await providerNamed(deployment.provider),
      request: requestOf(deployment),
      skipUnsupported: deployment.skipUnsupported === true,
      reporters: [...reporters, collector],
      keep: deployment.keep,
      pause: pauseOnFail === true ? (lab) => pauseIn(lab, cases, signal) : null,
      record: deployment.record,
      filter: deployment.filter ?? null,
      timeoutMs: deployment.timeout ?? null,
      signal,
      verb: deployment.verb,
      until,
    });
  });
}
