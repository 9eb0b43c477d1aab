/** What a node holds, as far as it can be compared. */
import { diffState, renderDiff } from '../../compile/diff.ts';
import type { KernelState } from '../../compile/fact.ts';
import { parseState } from '../../compile/parse-state.ts';
import { programLines, splitPrograms } from '../../compile/programs.ts';
import { readbackScript } from '../../compile/readback.ts';
import { HarnessError } from '../../lib/errors.ts';
import type { Node } from '../../topology/model.ts';
import type { Transport } from '../../transport/transport.ts';

export interface NodeState {
  readonly kernel: KernelState;
  /** Namespaces, and what programs are given. */
  readonly programs: string;
}

const TIMEOUT_MS = 120_000;

/** Runs the script on the node and reads the state behind it, in one command. @throws HarnessError */
export async function stateAfter(
  script: string,
  node: Node,
  transport: Transport,
  signal: AbortSignal,
): Promise<NodeState> {
  const read = [readbackScript(node).trimEnd(), ...programLines(node)].join('\n');
  const { stdout, stderr, timedOut } = await transport.exec(['sh', '-s'], {
    stdin: `${script}\n${read}\n`,
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  const { state, programs } = splitPrograms(stdout);
  if (timedOut || programs === '') {
    throw new HarnessError(`the state of ${node.name} cannot be read: ${stderr.trim()}`);
  }
  return { kernel: parseState(state, node), programs };
}

export function isSameState(one: NodeState, other: NodeState): boolean {
  return diffState(one.kernel, other.kernel).length === 0 && one.programs === other.programs;
}

/** How the node differs from what it was, for people. */
export function stateDifference(node: string, was: NodeState, is: NodeState): string {
  const diff = renderDiff(node, diffState(was.kernel, is.kernel));
  return diff === '' ? 'its programs differ' : diff;
}
