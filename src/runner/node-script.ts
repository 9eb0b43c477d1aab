import { batchScript, compileNode, runCommands } from '../compile/node.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import { identityLines } from '../providers/vagrant/identity.ts';
import type { Node } from '../topology/model.ts';
import { insideEndpoint } from './inside-endpoint.ts';

/**
 * All that is done to a node of a scenario, as one shell script: who it is, its configuration, and
 * its author's commands. What the kernel then holds is not looked at.
 */
export function nodeScript(lab: string, node: Node): string {
  const commands = runCommands(node).map(({ container, command }) => {
    const argv = insideEndpoint({ node: node.name, container }, ['sh', '-c', command], [node]);
    return argv.map(shellQuote).join(' ');
  });
  const batch = batchScript(identityLines(lab, node), compileNode(node));
  return `${[batch.trimEnd(), ...commands].join('\n')}\n`;
}
