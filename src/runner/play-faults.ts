/** Plays what happens to machines and cables in a step. */
import { setTimeout as pause } from 'node:timers/promises';
import { expectedState } from '../compile/node.ts';
import type { NamespaceDiff } from '../compile/diff.ts';
import { HarnessError } from '../lib/errors.ts';
import type { FaultPower, StepContext } from '../providers/provider.ts';
import { type Fault, faultWords } from '../topology/faults.ts';
import type { Node } from '../topology/model.ts';
import type { Step } from '../topology/topology.ts';
import { allAtOnce } from './all-at-once.ts';
import { applyConfig } from './apply.ts';
import { mayHaveStrayed } from './change-lab.ts';
import { configure } from './configure.ts';
import type { ConnectedLab } from './judge-lab.ts';
import { provideNode } from './provide.ts';
import { jumpClock } from './jump-clock.ts';
import { findStrays } from './strays.ts';

/**
 * Plays the step's faults one after the other. Where some undo what has happened, all nodes with
 * power are compared once more with what was compiled. `story` is what was played before.
 * @throws HarnessError, StateMismatch, Failures
 */
export async function playFaults(
  story: readonly Step[],
  step: Step,
  lab: ConnectedLab,
  context: StepContext,
): Promise<void> {
  if (step.faults.length === 0) return;
  const power = lab.lab.faults;
  if (power === undefined) throw new HarnessError('this provider plays no faults');
  const undoes = step.faults.some(({ kind }) => undoing.includes(kind));
  const strays = undoes ? await straysOf(story, step, lab, context) : new Map<string, never>();
  const startedAt = performance.now();
  for (const [index, fault] of step.faults.entries()) {
    await until(startedAt + fault.afterMs, context.signal);
    context.progress(faultWords(fault));
    const standing = standingFaults([
      ...story.flatMap(({ faults }) => faults),
      ...step.faults.slice(0, index),
    ]);
    await playFault(fault, standing, { step, lab, power }, context);
  }
  if (undoes) await compareAll(strays, step, lab, context);
}

/** Waits, as people have asked for it. @throws the signal's reason */
async function until(timeMs: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const waitMs = timeMs - performance.now();
  if (waitMs > 0) await pause(waitMs, undefined, { signal });
}

/** Kinds that undo what has happened. */
const undoing: readonly Fault['kind'][] = ['boot', 'reboot', 'plug', 'heal'];

interface Stage {
  readonly step: Step;
  readonly lab: ConnectedLab;
  readonly power: FaultPower;
}

async function playFault(
  fault: Fault,
  standing: readonly Fault[],
  stage: Stage,
  context: StepContext,
): Promise<void> {
  const { power } = stage;
  switch (fault.kind) {
    case 'crash':
      return crash(fault.node, stage);
    case 'boot':
      return boot(fault.node, standing, stage, context);
    case 'reboot':
      await crash(fault.node, stage);
      return boot(fault.node, standing, stage, context);
    case 'unplug':
    case 'plug':
      return power.setPlugged(fault.cable, fault.kind === 'plug');
    case 'partition':
      return power.divide(fault.segment, fault.parts);
    case 'heal':
      return power.divide(fault.segment, [fault.cables]);
    case 'clock': {
      if (!power.ownClocks) {
        throw new HarnessError(`${fault.node} has no clock of its own: it is never set`, {
          remedy: 'use --provider qemu',
        });
      }
      const transport = stage.lab.transports.get(fault.node);
      if (transport === undefined) throw new HarnessError(`${fault.node} has no power`);
      return jumpClock(fault, transport, context);
    }
  }
}

/** The power goes first: nothing that closes a connection may reach the node. */
async function crash(node: string, { lab, power }: Stage): Promise<void> {
  lab.onCrash(node);
  await power.cutPower(node);
  const transport = lab.transports.get(node);
  lab.transports.delete(node);
  await transport?.close().catch(() => undefined);
}

async function boot(
  name: string,
  standing: readonly Fault[],
  { step, lab: { lab, ...connected }, power }: Stage,
  context: StepContext,
): Promise<void> {
  const node = step.nodesDuring.find((each) => each.name === name);
  if (node === undefined) throw new HarnessError(`there is no node ${name}`);
  const ready = await provideNode(node, {
    lab,
    context,
    onReady: () => undefined,
    onOpen: (transport) => {
      connected.transports.set(name, transport);
    },
  });
  connected.onBooted(ready);
  // Its cables were plugged into the whole segments.
  for (const fault of standing) {
    if (fault.kind === 'unplug' && fault.cable.node === name) {
      await power.setPlugged(fault.cable, false);
    }
    if (fault.kind === 'partition') await power.divide(fault.segment, fault.parts);
  }
  await configure([ready], context, connected.timeFactor);
}

/** Of what has happened, what was not undone since. */
function standingFaults(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter((fault, index) => {
    const later = faults.slice(index + 1);
    switch (fault.kind) {
      case 'partition':
        return !later.some((one) => one.kind === 'heal' && one.segment === fault.segment);
      case 'unplug':
        return !later.some(
          (one) =>
            one.kind === 'plug' &&
            one.cable.node === fault.cable.node &&
            one.cable.nic === fault.cable.nic,
        );
      case 'crash':
      case 'boot':
      case 'reboot':
      case 'plug':
      case 'heal':
      case 'clock':
        return false;
    }
  });
}

type Strays = ReadonlyMap<string, readonly NamespaceDiff[]>;

/** What authors' commands have changed of the nodes that run all through the step. */
async function straysOf(
  story: readonly Step[],
  step: Step,
  lab: ConnectedLab,
  { signal }: StepContext,
): Promise<Strays> {
  const found = await allAtOnce(poweredNodes(step, lab), async ({ node, transport }) => {
    const strays = mayHaveStrayed(node, story) ? await findStrays(node, transport, signal) : [];
    return [node.name, strays] as const;
  });
  return new Map(found);
}

/** @throws StateMismatch for a node that is not as compiled. */
async function compareAll(
  strays: Strays,
  step: Step,
  lab: ConnectedLab,
  context: StepContext,
): Promise<void> {
  await allAtOnce(poweredNodes(step, lab), ({ node, transport }) => {
    const config = { steps: [], script: '', expected: expectedState(node) };
    const known = strays.get(node.name) ?? [];
    const nothing = { node, before: node, strays: known, config, script: '' };
    return applyConfig({ ...nothing, transport, timeFactor: lab.timeFactor }, context);
  });
}

function poweredNodes({ nodesDuring }: Step, { transports }: ConnectedLab) {
  return nodesDuring.flatMap((node: Node) => {
    const transport = transports.get(node.name);
    return transport === undefined ? [] : [{ node, transport }];
  });
}
