/** What the kernels of a running lab hold, beside what they should. */
import type { KernelState } from '../compile/fact.ts';
import { compileNode } from '../compile/node.ts';
import { parseState } from '../compile/parse-state.ts';
import { readbackScript } from '../compile/readback.ts';
import { HarnessError } from '../lib/errors.ts';
import type { Node } from '../topology/model.ts';
import type { Step } from '../topology/topology.ts';
import { allAtOnce } from './all-at-once.ts';
import { connectTo } from './attach.ts';
import { readLab } from './lab-store.ts';
import type { LabInfo } from './labs.ts';
import { openedLab } from './opened-lab.ts';

export interface ObservedNode {
  readonly node: string;
  readonly expected: KernelState;
  readonly observed: KernelState;
}

/**
 * Reads the state of all nodes with power back, in the step that the lab has reached. Changes nothing.
 * @throws HarnessError, Failures
 */
export async function observeLab(
  lab: LabInfo,
  step: Step,
  signal: AbortSignal,
): Promise<readonly ObservedNode[]> {
  const provider = await openedLab(lab);
  const { nodes } = readLab(lab.id);
  const found: ObservedNode[] = [];
  const powered = step.nodesDuring.filter(({ name }) => !step.down.includes(name));
  await allAtOnce(powered, async (node) => {
    const access = nodes.find(({ name }) => name === node.name);
    if (access === undefined) throw new HarnessError(`the lab ${lab.id} has no node ${node.name}`);
    const transport = await connectTo(access, provider, signal);
    try {
      const { stdout, stderr, exitCode } = await transport.exec(['sh', '-s'], {
        stdin: readbackScript(node),
        signal,
      });
      if (exitCode !== 0) {
        throw new HarnessError(`the state of ${node.name} cannot be read: ${stderr.trim()}`);
      }
      found.push(observedNode(node, stdout));
    } finally {
      await transport.close();
    }
  });
  const order = step.nodesDuring.map(({ name }) => name);
  return found.toSorted((a, b) => order.indexOf(a.node) - order.indexOf(b.node));
}

function observedNode(node: Node, stdout: string): ObservedNode {
  return {
    node: node.name,
    expected: compileNode(node).expected,
    observed: parseState(stdout, node),
  };
}
