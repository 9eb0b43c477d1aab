/** What goes before anything is made. */
import { shellQuote } from '../../lib/shell-quote.ts';
import type { Device, Node } from '../../topology/model.ts';
import { ownNamespaces } from '../../topology/own-namespaces.ts';
import type { Step } from '../batch.ts';
import { birthsOf } from '../birth.ts';
import { containerResetLines } from '../container.ts';
import { tunResetLines } from '../tun.ts';
import type { DeviceChanges } from './device-changes.ts';
import { lostRouteLines } from './layer3.ts';
import type { SpaceChange } from './space-change.ts';

/**
 * Removes what goes and what is to be made, should there be some of it. One thing often takes the
 * other with it, so that what is not there any more is no failure: what is left over in the end
 * shows when the state is read back.
 */
export function removalSteps(
  before: Node,
  after: Node,
  { gone, made }: DeviceChanges,
  spaces: readonly SpaceChange[],
): readonly Step[] {
  const kept = new Set(ownNamespaces(after).map(({ name }) => name));
  const fresh = spaces.filter(({ was }) => was === null).map(({ container }) => container);
  const containers = [
    ...ownNamespaces(before).filter(({ name }) => !kept.has(name)),
    ...ownNamespaces(after).filter(({ name }) => fresh.includes(name)),
  ];
  const names = (container: string | null) => [
    ...new Set(
      [...gone, ...made]
        .filter((each) => each.container === container)
        .map(({ device }) => device.name),
    ),
  ];
  const temporary = birthsOf(after).flatMap(({ device, temporaryName }) =>
    isAmong(device, made) ? (temporaryName ?? []) : [],
  );
  const tuns = [...gone, ...made].flatMap(({ device }) => (device.kind === 'tun' ? [device] : []));
  return [
    { kind: 'shell', lines: tuns.flatMap(tunResetLines) },
    tolerantStep(null, [
      ...spaces.slice(0, 1).flatMap(lostRouteLines),
      ...[...names(null), ...temporary].map(linkRemovalLine),
    ]),
    ...spaces
      .slice(1)
      .filter(({ was }) => was !== null)
      .map((space) =>
        tolerantStep(space.container, [
          ...lostRouteLines(space),
          ...names(space.container).map(linkRemovalLine),
        ]),
      ),
    { kind: 'shell', lines: containers.flatMap(containerResetLines) },
  ];
}

function isAmong(device: Device, placed: DeviceChanges['made']): boolean {
  return placed.some((each) => each.device === device);
}

function linkRemovalLine(name: string): string {
  return `link del dev ${name}`;
}

/** `ip -batch` that goes on behind a line that fails, and says nothing of it. */
function tolerantStep(container: string | null, lines: readonly string[]): Step {
  if (lines.length === 0) return { kind: 'shell', lines: [] };
  const namespace = container === null ? '' : `-n ${shellQuote(container)} `;
  const feed = `ip ${namespace}-force -b - 2>/dev/null <<'END_OF_INPUT' || :`;
  return { kind: 'shell', lines: [feed, ...lines, 'END_OF_INPUT'] };
}
