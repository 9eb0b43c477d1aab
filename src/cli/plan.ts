import { Command } from 'commander';
import type { Given, Node } from '../topology/model.ts';
import type { KernelState } from '../compile/fact.ts';
import { print, printJson } from './output.ts';
import { table } from './table.ts';
import { loadTopology } from './topology.ts';

/** What a node is told to do, and what must be so then. */
interface NodePlan {
  readonly node: string;
  /** Shell script for root. */
  readonly script: string;
  /** The author's commands, after the script. */
  readonly run: readonly { readonly container: string | null; readonly command: string }[];
  readonly expected: KernelState;
}

export function planCommand(): Command {
  return new Command('plan')
    .description('show how each node would be configured, and what its kernel must hold then')
    .argument('<name>', "a scenario's name or file")
    .option('--json', 'as JSON')
    .action(async (name: string, flags: { readonly json?: true }) => {
      const { nodes, given } = await loadTopology(name);
      const plans = await Promise.all(nodes.map(planOf));
      if (flags.json === true) {
        printJson({ given, nodes: plans });
        return;
      }
      const parts = [...givenLines(given), ...(await Promise.all(plans.map(render)))];
      print(parts.join('\n\n'));
    });
}

/** What wirelab gave, a line each, or nothing. */
function givenLines(given: readonly Given[]): readonly string[] {
  if (given.length === 0) return [];
  const rows = given.map(({ to, what, text }) => [to, what, text]);
  return [['### given by wirelab', table(rows)].join('\n')];
}

async function planOf(node: Node): Promise<NodePlan> {
  const { compileNode, runCommands } = await import('../compile/node.ts');
  const { script, expected } = compileNode(node);
  return { node: node.name, script, run: runCommands(node), expected };
}

async function render(plan: NodePlan): Promise<string> {
  const { factLine } = await import('../compile/fact-line.ts');
  const place = (container: string | null): string =>
    container === null ? plan.node : `${plan.node}/${container}`;
  return [
    `### ${plan.node}: configuration`,
    plan.script.trimEnd(),
    ...plan.run.map(({ container, command }) => `# at ${place(container)}:\n${command}`),
    ...plan.expected.flatMap(({ container, facts }) => [
      `### ${place(container)}: expected`,
      ...facts.map((fact) => factLine(fact)),
    ]),
  ].join('\n');
}
