/** Uses a lab that another wirelab process has made. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from '../checks/run-checks.ts';
import { HarnessError } from '../lib/errors.ts';
import type { LabProvider } from '../providers/provider.ts';
import type { Endpoint } from '../topology/model.ts';
import { interactiveArgv, knownHostsLine } from '../transport/ssh/interactive.ts';
import { openSsh } from '../transport/ssh/open.ts';
import type { ExecResult, Transport } from '../transport/transport.ts';
import type { Outcome, Problem, Reporter, RunEnd } from './events.ts';
import { insideEndpoint } from './inside-endpoint.ts';
import { judgeRun } from './judge-run.ts';
import { type LabNode, type LabRecord, readLab } from './lab-store.ts';
import { labView } from './lab-view.ts';
import type { LabInfo } from './labs.ts';
import { emitTo, runPhase } from './phase.ts';
import { problemOf } from './problem.ts';
import { providerNamed } from './providers.ts';
import { checkOptions } from './run.ts';

/** A lab that stands answers quickly. */
const openDeadlineMs = 30_000;

export interface CheckLabOptions {
  readonly lab: LabInfo;
  readonly reporters: readonly Reporter[];
  readonly filter: string | null;
  readonly signal: AbortSignal;
}

/** Judges a lab that stands, by the checks that it was made with. */
export async function checkLab(options: CheckLabOptions): Promise<RunEnd> {
  const startedAt = performance.now();
  const { lab, reporters, filter, signal } = options;
  const record = recordOf(lab);
  const emit = emitTo(reporters);
  emit({ type: 'run_started', lab: lab.id, provider: lab.provider, topology: record.topology });
  const problems: Problem[] = [];
  let outcome: Outcome;
  const opened = await openProvider(lab);
  const transports = new Map<string, Transport>();
  try {
    outcome = await runPhase('check', { emit, signal }, async () => {
      for (const node of record.nodes) {
        transports.set(node.name, await openNode(node, opened, signal));
      }
      const view = labView(transports, opened, record.accelerator?.timeFactor ?? 1);
      const { checks } = record.topology;
      return judgeRun(await runChecks(checks, view, checkOptions(emit, filter, signal)));
    });
  } catch (error) {
    outcome = signal.aborted ? 'interrupted' : 'error';
    problems.push(problemOf(error));
  }
  for (const transport of transports.values()) await transport.close();
  const durationMs = Math.round(performance.now() - startedAt);
  const end: RunEnd = { outcome, durationMs, problems, kept: lab.id };
  emit({ type: 'run_finished', end });
  for (const reporter of reporters) await reporter.finish?.();
  return end;
}

export interface ExecInOptions {
  readonly lab: LabInfo;
  readonly at: Endpoint;
  readonly argv: readonly string[];
  readonly signal: AbortSignal;
}

/** Runs one command at an endpoint of a lab. @throws HarnessError */
export async function execIn({ lab, at, argv, signal }: ExecInOptions): Promise<ExecResult> {
  const transport = await openNode(nodeOf(lab, at.node), await openProvider(lab), signal);
  try {
    return await transport.exec(insideEndpoint(at, argv), { signal, timeoutMs: 2 ** 31 - 1 });
  } finally {
    await transport.close();
  }
}

/** The command that opens a terminal at an endpoint. @throws HarnessError */
export function shellCommand(lab: LabInfo, at: Endpoint): Promise<readonly string[]> {
  const { access } = nodeOf(lab, at.node);
  const knownHostsFile = join(lab.directory, 'known_hosts');
  writeFileSync(knownHostsFile, `${knownHostsLine(access, at.node)}\n`);
  const options = { alias: at.node, knownHostsFile };
  const command = at.container === null ? {} : { command: insideEndpoint(at, ['bash']) };
  return Promise.resolve(interactiveArgv(access, { ...options, ...command }));
}

function recordOf(lab: LabInfo): LabRecord {
  const record = readLab(lab.id);
  if (record === null) throw new HarnessError(`the lab ${lab.id} is gone`);
  return record;
}

function nodeOf(lab: LabInfo, name: string): LabNode {
  const node = recordOf(lab).nodes.find((each) => each.name === name);
  if (node === undefined) throw new HarnessError(`the lab ${lab.id} has no node ${name}`);
  return node;
}

async function openProvider(lab: LabInfo): Promise<LabProvider> {
  const provider = await providerNamed(lab.provider);
  return provider.openLab({ id: lab.id, directory: lab.directory, record: () => undefined });
}

function openNode(node: LabNode, lab: LabProvider, signal: AbortSignal): Promise<Transport> {
  return openSsh(node.access, {
    signal,
    node: node.name,
    deadlineMs: openDeadlineMs,
    alive: () => lab.failure(node.name),
  });
}
