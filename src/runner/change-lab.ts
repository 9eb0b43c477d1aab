/** Brings a lab from one step of its scenario to the next. */
import { compileChange } from '../compile/change/change.ts';
import { addedCommands, changedFacts } from '../compile/change/changed-facts.ts';
import { runCommands } from '../compile/node.ts';
import { HarnessError } from '../lib/errors.ts';
import type { StepContext } from '../providers/provider.ts';
import { faultWords } from '../topology/faults.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Endpoint, Node } from '../topology/model.ts';
import type { Step } from '../topology/topology.ts';
import type { Transport } from '../transport/transport.ts';
import { allAtOnce } from './all-at-once.ts';
import { applyConfig, runAuthorCommand } from './apply.ts';
import { findStrays } from './strays.ts';

interface NodeChange {
  readonly before: Node;
  readonly after: Node;
}

/**
 * Changes all nodes at once that the step changes, compares each with what was compiled, then runs
 * the commands of the nodes' authors. `story` is what was played before, of which there is some.
 * @throws HarnessError, StateMismatch, Failures
 */
export async function changeLab(
  story: readonly Step[],
  step: Step,
  lab: { readonly transports: ReadonlyMap<string, Transport>; readonly timeFactor: number },
  context: StepContext,
): Promise<void> {
  const { timeFactor } = lab;
  const there = (node: string) => ({ nodes: step.nodesDuring, transport: transportOf(lab, node) });
  const before = story.at(-1);
  // A node without power is configured when it boots.
  const changes = (before === undefined ? [] : nodeChanges(before, step)).filter(
    ({ after }) => before?.down.includes(after.name) !== true,
  );
  await allAtOnce(changes, async ({ before: old, after: node }) => {
    const config = compileChange(old, node);
    if (config === null) return;
    const transport = transportOf(lab, node.name);
    const strays = mayHaveStrayed(old, story)
      ? await findStrays(old, transport, context.signal)
      : [];
    const change = { node, before: old, strays, config, script: config.script };
    await applyConfig({ ...change, transport, timeFactor }, context);
  });
  await allAtOnce(changes, async ({ before: old, after: node }) => {
    for (const { container, command } of addedCommands(old, node)) {
      const at = { node: node.name, container };
      await runAuthorCommand(at, command, there(node.name), context);
    }
  });
}

/** Runs the step's commands, once all that happens in it has happened. @throws HarnessError */
export async function runStepCommands(
  step: Step,
  lab: { readonly transports: ReadonlyMap<string, Transport> },
  context: StepContext,
): Promise<void> {
  for (const { at, command } of step.run) {
    await allAtOnce(at, (each) => {
      const transport = transportOf(lab, each.node);
      return runAuthorCommand(each, command, { nodes: step.nodesDuring, transport }, context);
    });
  }
}

function transportOf(
  { transports }: { readonly transports: ReadonlyMap<string, Transport> },
  node: string,
): Transport {
  const transport = transports.get(node);
  if (transport === undefined) throw new HarnessError(`there is no node ${node} with power`);
  return transport;
}

/** Whether commands were run on the node that may have changed what nobody compiled. */
export function mayHaveStrayed(node: Node, story: readonly Step[]): boolean {
  const isHere = (at: Endpoint) => at.node === node.name;
  return (
    runCommands(node).length > 0 ||
    story.some(
      ({ run, checks }) =>
        run.some(({ at }) => at.some(isHere)) ||
        checks.some((check) => check.kind === 'command' && check.at.some(isHere)),
    )
  );
}

/** What a step does, a line each: `node1/red: + route default via 192.168.15.3 dev veth-red`. */
export function changeLines(before: Step, step: Step): readonly string[] {
  return [
    ...nodeChanges(before, step).flatMap(({ before: old, after }) => [
      ...changedFacts(old, after).flatMap(({ container, gone, come }) => {
        const place = endpointLabel({ node: after.name, container });
        return [
          ...gone.map((line) => `${place}: - ${line}`),
          ...come.map((line) => `${place}: + ${line}`),
        ];
      }),
      ...addedCommands(old, after).map(({ container, command }) => {
        return `${endpointLabel({ node: after.name, container })}: $ ${command}`;
      }),
    ]),
    ...step.faults.map(faultWords),
    ...step.run.map(({ at, command }) => `${at.map(endpointLabel).join(', ')}: $ ${command}`),
  ];
}

function nodeChanges(before: Step, step: Step): readonly NodeChange[] {
  return step.nodesDuring.flatMap((after) => {
    const old = before.nodesDuring.find(({ name }) => name === after.name);
    return old === undefined ? [] : [{ before: old, after }];
  });
}
