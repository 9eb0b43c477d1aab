import { Command, Option } from 'commander';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Given, Node } from '../topology/model.ts';
import type { KernelState } from '../compile/fact.ts';
import { faultWords } from '../topology/faults.ts';
import type { Step } from '../topology/topology.ts';
import { print, printJson } from './output.ts';
import { table } from './table.ts';
import { loadTopology } from './topology.ts';

interface PlanFlags {
  readonly json?: true;
  readonly scripts?: string;
}

/** What a node is told to do, and what must be so then. */
export interface NodePlan {
  /** Number of the step, from 0 for the lab as it is configured. */
  readonly step: number;
  readonly node: string;
  /** Shell script for root; empty when only the author's commands are run. */
  readonly script: string;
  /** The author's commands, after the script. */
  readonly run: readonly { readonly container: string | null; readonly command: string }[];
  readonly expected: KernelState;
}

export function planCommand(): Command {
  return new Command('plan')
    .description('show how each node is configured and changed, and what its kernel must hold then')
    .argument('<name>', "a scenario's name or file")
    .addOption(new Option('--json', 'as JSON').conflicts('scripts'))
    .option('--scripts <directory>', 'write a script for each node and step, to be run by hand')
    .action(async (name: string, flags: PlanFlags) => {
      const { steps, given, name: scenario } = await loadTopology(name);
      const plans = await Promise.all(
        steps.map((step, index) => plansOf(steps[index - 1] ?? null, step)),
      );
      if (flags.scripts !== undefined) {
        const { writeScripts } = await import('./plan-scripts.ts');
        for (const file of await writeScripts(flags.scripts, {
          scenario,
          steps,
          plans: plans.flat(),
        }))
          print(file);
        return;
      }
      if (flags.json === true) {
        const faults = steps.flatMap(({ number: step, faults: all }) =>
          all.map((fault) => ({ step, fault: faultWords(fault) })),
        );
        printJson({ given, nodes: plans.flat(), faults });
        return;
      }
      const parts = await Promise.all(
        steps.map(async (step, index) => [
          ...heading(step),
          ...givenLines(given.filter(({ step: number }) => number === step.number)),
          ...(await Promise.all((plans[index] ?? []).map(render))),
          ...faultLines(step),
        ]),
      );
      print(parts.flat().join('\n\n'));
    });
}

/** What wirelab gave, a line each, or nothing. */
function givenLines(given: readonly Given[]): readonly string[] {
  if (given.length === 0) return [];
  const rows = given.map(({ to, what, text }) => [to, what, text]);
  return [['### given by wirelab', table(rows)].join('\n')];
}

/** The nodes for which something is to be done in the step. */
async function plansOf(before: Step | null, step: Step): Promise<readonly NodePlan[]> {
  const plans = await Promise.all(
    step.nodesDuring.map((node) =>
      planOf(before?.nodesDuring.find(({ name }) => name === node.name) ?? null, node, step),
    ),
  );
  return plans.filter(({ script, run }) => before === null || script !== '' || run.length > 0);
}

async function planOf(before: Node | null, node: Node, step: Step): Promise<NodePlan> {
  const { compileNode, runCommands } = await import('../compile/node.ts');
  const { compileChange } = await import('../compile/change/change.ts');
  const { addedCommands } = await import('../compile/change/changed-facts.ts');
  const { script, expected } =
    before === null
      ? compileNode(node)
      : (compileChange(before, node) ?? { script: '', expected: [] });
  const own = before === null ? runCommands(node) : addedCommands(before, node);
  const then = step.run.flatMap(({ at, command }) =>
    at.filter((each) => each.node === node.name).map(({ container }) => ({ container, command })),
  );
  return { step: step.number, node: node.name, script, run: [...own, ...then], expected };
}

function heading({ name, number }: Step): readonly string[] {
  return name === null ? [] : [`## step ${number}: ${name}`];
}

/** What happens once the nodes are changed, a line each, or nothing. */
function faultLines({ faults }: Step): readonly string[] {
  if (faults.length === 0) return [];
  return [['### what happens then', ...faults.map(faultWords)].join('\n')];
}

async function render(plan: NodePlan): Promise<string> {
  const { factLine } = await import('../compile/fact-line.ts');
  const place = (container: string | null): string => endpointLabel({ node: plan.node, container });
  return [
    `### ${plan.node}: ${plan.step === 0 ? 'configuration' : 'change'}`,
    ...(plan.script === '' ? [] : [plan.script.trimEnd()]),
    ...plan.run.map(({ container, command }) => `# at ${place(container)}:\n${command}`),
    ...plan.expected.flatMap(({ container, facts }) => [
      `### ${place(container)}: expected`,
      ...facts.map((fact) => factLine(fact)),
    ]),
  ].join('\n');
}
