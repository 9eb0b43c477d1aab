/** Configures nodes, and makes sure that their kernels hold what was compiled. */
import { batchScript, compileNode, runCommands } from '../compile/node.ts';
import type { StepContext } from '../providers/provider.ts';
import { allAtOnce } from './all-at-once.ts';
import { applyConfig, runAuthorCommand } from './apply.ts';
import type { ReadyNode } from './provide.ts';

/** Configures all nodes at once. @throws HarnessError, StateMismatch, Failures */
export async function configure(
  nodes: readonly ReadyNode[],
  context: StepContext,
  timeFactor: number,
): Promise<void> {
  await allAtOnce(nodes, ({ node, running, transport }) => {
    const config = compileNode(node);
    const script = batchScript(running.identity(), config);
    const fresh = { node, before: node, strays: [] };
    return applyConfig({ ...fresh, transport, config, script, timeFactor }, context);
  });
  // An author's command may need the other nodes, so they all stand before the first one runs.
  await allAtOnce(nodes, async ({ node, transport }) => {
    for (const { container, command } of runCommands(node)) {
      const at = { node: node.name, container };
      await runAuthorCommand(at, command, { nodes: [node], transport }, context);
    }
  });
}
