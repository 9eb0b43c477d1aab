/**
 * What brings a node from one resolved state to another, with as little as possible: what does not
 * differ is not touched, and keeps what it has learned.
 *
 * A new kind of device works without a word here: where anything of it but its addresses, MTU,
 * state, bridge or MAC address is different, it is removed and made anew (device-changes.ts). A new
 * part of a namespace works by a rebuild of the node until somebody does better (rebuild.ts).
 */
import { isDeepStrictEqual } from 'node:util';
import type { Node } from '../../topology/model.ts';
import { renderSteps, type Step } from '../batch.ts';
import { expectedState, type NodeConfig } from '../node.ts';
import { tunDaemonLines } from '../tun.ts';
import { deviceChanges, isPossible } from './device-changes.ts';
import { needsRebuild, rebuildSteps } from './rebuild.ts';
import { removalSteps } from './removal.ts';
import { serviceStartSteps, serviceStopStep } from './services.ts';
import { spaceChanges } from './space-change.ts';
import { containerSteps, freshContainers, rootSteps } from './space-steps.ts';

/** What is known of a node before a change. */
export interface Before {
  /**
   * Whether the kernel may have dropped more than `before` says, because something that it stood on
   * was not there. Default: false.
   */
  readonly mayLack?: boolean;
}

/**
 * The commands that make a node which is as `before` says be as `after` says, and what its kernel
 * must hold then; null when the two are alike but for what their authors run. Repeating the
 * commands changes nothing.
 */
export function compileChange(
  before: Node,
  after: Node,
  { mayLack = false }: Before = {},
): NodeConfig | null {
  if (isDeepStrictEqual(withoutRun(before), withoutRun(after))) return null;
  const steps: readonly Step[] = [
    { kind: 'shell', lines: ['set -e'] },
    ...changeSteps(before, after, mayLack),
  ];
  return { steps, script: renderSteps(steps), expected: expectedState(after) };
}

function changeSteps(before: Node, after: Node, mayLack: boolean): readonly Step[] {
  const devices = deviceChanges(before, after);
  const spaces = spaceChanges(before, after, devices, mayLack);
  const lossy = spaces.filter(({ hasLost }) => hasLost).map(({ container }) => container);
  if (!isPossible(devices) || needsRebuild(before, after, new Set(lossy))) {
    return rebuildSteps(before, after);
  }
  const [root, ...inside] = spaces;
  const tuns = root.made.filter((device) => device.kind === 'tun');
  return [
    serviceStopStep(before, after),
    ...removalSteps(before, after, devices, spaces),
    ...rootSteps(root, after, devices, freshContainers(after, spaces)),
    ...inside.flatMap((space) => containerSteps(space, space.container ?? '')),
    { kind: 'shell', lines: tuns.flatMap(tunDaemonLines) },
    ...serviceStartSteps(before, after),
  ];
}

/** The author's commands are no state. */
function withoutRun({ root, containers, ...node }: Node): Node {
  return {
    ...node,
    root: { ...root, run: [] },
    containers: containers.map((container) => ({ ...container, run: [] })),
  };
}
