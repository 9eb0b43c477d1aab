/** Uses a lab that another wirelab process has made. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../lib/errors.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import type { Access, LabProvider } from '../providers/provider.ts';
import type { Endpoint, Node } from '../topology/model.ts';
import { nodesAt } from '../topology/nodes-at.ts';
import { openTransport } from '../transport/open.ts';
import { interactiveArgv, knownHostsLine } from '../transport/ssh/interactive.ts';
import type { ExecResult, Transport } from '../transport/transport.ts';
import { allAtOnce } from './all-at-once.ts';
import { insideEndpoint } from './inside-endpoint.ts';
import { type LabNode, readLab } from './lab-store.ts';
import type { LabInfo } from './labs.ts';
import { openedLab } from './opened-lab.ts';

/** A lab that stands answers quickly. */
const openDeadlineMs = 30_000;

/** Connects to a node of a lab that stands. @throws HarnessError */
export function connectTo(
  node: LabNode,
  lab: LabProvider,
  signal: AbortSignal,
): Promise<Transport> {
  return openTransport(node.access, {
    signal,
    node: node.name,
    deadlineMs: openDeadlineMs,
    alive: () => lab.failure(node.name),
  });
}

/** Connects to several at once; what is open is in `transports` as soon as it is. @throws Failures */
export async function connectAll(
  nodes: readonly LabNode[],
  lab: LabProvider,
  transports: Map<string, Transport>,
  signal: AbortSignal,
): Promise<void> {
  await allAtOnce(nodes, async (node) => {
    transports.set(node.name, await connectTo(node, lab, signal));
  });
}

export interface ExecInOptions {
  readonly lab: LabInfo;
  readonly at: Endpoint;
  readonly argv: readonly string[];
  readonly signal: AbortSignal;
}

/** Runs one command at an endpoint of a lab. @throws HarnessError */
export async function execIn({ lab, at, argv, signal }: ExecInOptions): Promise<ExecResult> {
  const transport = await connectTo(nodeOf(lab, at.node), await openedLab(lab), signal);
  try {
    return await transport.exec(insideEndpoint(at, argv, nodesOf(lab)), {
      signal,
      timeoutMs: 2 ** 31 - 1,
    });
  } finally {
    await transport.close();
  }
}

/** The command that opens a terminal at an endpoint. @throws HarnessError */
export function shellCommand(lab: LabInfo, at: Endpoint): Promise<readonly string[]> {
  const { access } = nodeOf(lab, at.node);
  const inside = insideEndpoint(at, ['bash'], nodesOf(lab));
  return Promise.resolve(terminalCommand(access, lab, at, inside));
}

function terminalCommand(
  access: Access,
  lab: LabInfo,
  at: Endpoint,
  inside: readonly string[],
): readonly string[] {
  switch (access.kind) {
    case 'ssh': {
      const knownHostsFile = join(lab.directory, `known_hosts-${at.node}`);
      writeFileSync(knownHostsFile, knownHostsLine(access, at.node));
      const options = { alias: at.node, knownHostsFile };
      const command = at.container === null ? {} : { command: inside };
      return interactiveArgv(access, { ...options, ...command });
    }
    case 'netns':
      return [...access.enter, ...inside];
  }
}

/** The command that runs a program at an endpoint, its standard streams passed through. */
export function passedCommand(
  lab: LabInfo,
  at: Endpoint,
  argv: readonly string[],
): readonly string[] {
  const { access } = nodeOf(lab, at.node);
  const inside = insideEndpoint(at, argv, nodesOf(lab));
  if (access.kind === 'netns') return [...access.enter, ...inside];
  const knownHostsFile = join(lab.directory, `known_hosts-${at.node}`);
  writeFileSync(knownHostsFile, knownHostsLine(access, at.node));
  const command = inside.map(shellQuote);
  return interactiveArgv(access, { alias: at.node, knownHostsFile, command });
}

/** As they stand in the step that the lab has reached. */
function nodesOf({ topology, step }: LabInfo): readonly Node[] {
  return topology === null ? [] : nodesAt(topology, step);
}

function nodeOf(lab: LabInfo, name: string): LabNode {
  const node = readLab(lab.id).nodes.find((each) => each.name === name);
  if (node !== undefined) return node;
  throw new HarnessError(`the lab ${lab.id} has no node ${name}`, {
    remedy: 'see its nodes: `npx wirelab status`',
  });
}
