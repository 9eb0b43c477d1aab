/** Applies scripts to nodes, and makes sure that their kernels hold what was compiled. */
import { explainFailure } from '../compile/batch.ts';
import { diffState, type NamespaceDiff, renderDiff } from '../compile/diff.ts';
import { endedServices } from '../compile/ended-services.ts';
import type { KernelState } from '../compile/fact.ts';
import type { NodeConfig } from '../compile/node.ts';
import { parseState } from '../compile/parse-state.ts';
import { readbackScript } from '../compile/readback.ts';
import { HarnessError } from '../lib/errors.ts';
import { poll } from '../lib/poll.ts';
import type { StepContext } from '../providers/provider.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Endpoint, Node } from '../topology/model.ts';
import type { ExecResult, Transport } from '../transport/transport.ts';
import { insideEndpoint } from './inside-endpoint.ts';
import { StateMismatch } from './state-mismatch.ts';
import { lostStrays, withoutStrays } from './strays.ts';

const batchTimeoutMs = 120_000;
/** Carriers come up and daemons attach within this, or not at all. */
const settleDeadlineMs = 10_000;
const runTimeoutMs = 300_000;

export interface Application {
  /** The node as it must be afterwards. */
  readonly node: Node;
  /** As it was; the same node when it was nothing yet. */
  readonly before: Node;
  /** In what it differed from that, and may go on to differ. */
  readonly strays: readonly NamespaceDiff[];
  /** Whether what nobody compiled, and was there, must still be there. Default: false. */
  readonly keepsStrays?: boolean;
  readonly transport: Transport;
  readonly config: NodeConfig;
  /** The shell script that is run. */
  readonly script: string;
  readonly timeFactor: number;
}

/**
 * Runs the script, and reads the state back in the same command: each one costs time there.
 * @throws HarnessError, StateMismatch
 */
export async function applyConfig(
  { node, before, strays, keepsStrays = false, ...application }: Application,
  { signal }: StepContext,
): Promise<void> {
  const { transport, config, script, timeFactor } = application;
  const readback = readbackScript(node, before);
  const differenceIn = (stdout: string) => {
    const observed = parseState(stdout, node);
    refuseEndedServices(node.name, observed);
    const diff = diffState(config.expected, observed);
    return [...withoutStrays(diff, strays), ...(keepsStrays ? lostStrays(diff, strays) : [])];
  };
  const first = await transport.exec(['sh', '-s'], {
    stdin: `${script}\n${readback}`,
    timeoutMs: batchTimeoutMs,
    signal,
  });
  if (first.exitCode !== 0) throw batchError(node.name, config, first);
  let diff = differenceIn(first.stdout);
  if (diff.length === 0) return;
  const { value } = await poll(
    async () => {
      const { stdout, stderr, exitCode } = await transport.exec(['sh', '-s'], {
        stdin: readback,
        signal,
      });
      if (exitCode !== 0) {
        throw new HarnessError(`the state of ${node.name} cannot be read: ${stderr.trim()}`);
      }
      diff = differenceIn(stdout);
      return diff.length === 0 ? true : null;
    },
    { signal, deadlineMs: settleDeadlineMs * timeFactor, firstPauseMs: 50, maxPauseMs: 500 },
  );
  if (value === null) throw new StateMismatch(node.name, renderDiff(node.name, diff));
}

/** @throws HarnessError when a service ended by itself: no waiting brings it back. */
function refuseEndedServices(node: string, observed: KernelState): void {
  const ended = endedServices(node, observed);
  if (ended.length === 0) return;
  throw new HarnessError(ended.join('\n'), {
    remedy: 'mend the service in the scenario, or what it stands on',
  });
}

function batchError(node: string, config: NodeConfig, result: ExecResult): HarnessError {
  const reason = result.timedOut
    ? `no end within ${batchTimeoutMs / 1000} s`
    : explainFailure(config.steps, result.stderr);
  return new HarnessError(`${node} could not be configured: ${reason}`, {
    remedy: 'look at what would be run: `npx wirelab plan`',
  });
}

/** Runs a command of the scenario's author. @throws HarnessError when it fails */
export async function runAuthorCommand(
  at: Endpoint,
  command: string,
  { nodes, transport }: { readonly nodes: readonly Node[]; readonly transport: Transport },
  { signal, progress }: StepContext,
): Promise<void> {
  progress(`${endpointLabel(at)}: ${command.split('\n')[0] ?? ''}`);
  const { exitCode, stdout, stderr } = await transport.exec(
    insideEndpoint(at, ['sh', '-c', command], nodes),
    { signal, timeoutMs: runTimeoutMs },
  );
  if (exitCode === 0) return;
  const said = [stdout, stderr].map((text) => text.trim()).filter((text) => text !== '');
  throw new HarnessError(
    `${endpointLabel(at)}: the scenario's command \`${command}\` ended with ` +
      (exitCode === null ? `no end within ${runTimeoutMs / 1000} s` : `exit code ${exitCode}`) +
      (said.length === 0 ? '' : `:\n${said.join('\n')}`),
    { remedy: 'mend the `run:` of the scenario' },
  );
}
