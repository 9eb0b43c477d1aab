/** Which devices of a node a change makes, removes or sets anew. */
import { isDeepStrictEqual } from 'node:util';
import type { Device, Node } from '../../topology/model.ts';
import { ownNamespaces } from '../../topology/own-namespaces.ts';
import { builtOn } from '../links.ts';

/** A device and the namespace that it lies in; null is the node's own. */
interface Placed {
  readonly container: string | null;
  readonly device: Device;
}

/** A device that stays, as it was and as it will be. */
export interface Stays {
  readonly container: string | null;
  readonly before: Device;
  readonly after: Device;
  /** It, or what it is built on, went down or comes up: the kernel has dropped what hung on it. */
  readonly bounced: boolean;
  /** Whether anything but its addresses must be set. */
  readonly relinked: boolean;
}

export interface DeviceChanges {
  /** Not there any more, or to be made anew. */
  readonly gone: readonly Placed[];
  readonly made: readonly Placed[];
  /** Those that must be given settings. */
  readonly set: readonly Stays[];
}

/**
 * What can be changed of a device that stays. Whatever else is different, of whichever kind of
 * device, the device is removed and made anew. A NIC cannot be: see isPossible.
 */
const SETTABLE: readonly (keyof Device)[] = ['addresses', 'mtu', 'up', 'master', 'mac'];

export function deviceChanges(before: Node, after: Node): DeviceChanges {
  const [old, fresh] = [placedDevices(before), placedDevices(after)];
  const anew = madeAnew(before, after);
  const stays = fresh.flatMap((placed): Stays[] => {
    const was = old.find((other) => keyOf(other) === keyOf(placed));
    if (was === undefined || anew.has(keyOf(placed))) return [];
    const { container, device } = placed;
    const bounced = changesState(placed, old, fresh);
    const relinked =
      bounced ||
      (device.master !== null && anew.has(key(container, device.master))) ||
      !isDeepStrictEqual({ ...was.device, addresses: [] }, { ...device, addresses: [] });
    return [{ container, before: was.device, after: device, bounced, relinked }];
  });
  const kept = new Set(stays.map(({ container, after: device }) => keyOf({ container, device })));
  return {
    gone: old.filter((placed) => !kept.has(keyOf(placed))),
    made: fresh.filter((placed) => anew.has(keyOf(placed))),
    set: stays.filter(
      ({ before: was, after: is, relinked }) => relinked || !isDeepStrictEqual(was, is),
    ),
  };
}

/** Whether the change can be made device by device: a NIC is never made, and a VRF has a table. */
export function isPossible({ gone, made }: DeviceChanges): boolean {
  return (
    made.every(({ device }) => device.kind !== 'nic') &&
    [...gone, ...made].every(({ device }) => device.kind !== 'vrf')
  );
}

/** The devices of all namespaces that there are. */
function placedDevices(node: Node): readonly Placed[] {
  return [{ ...node.root, name: null }, ...ownNamespaces(node)].flatMap(({ name, devices }) =>
    devices.map((device) => ({ container: name, device })),
  );
}

/** Keys of the devices of `after` that must be made: what is built on one of them is, too. */
function madeAnew(before: Node, after: Node): ReadonlySet<string> {
  const old = new Map(placedDevices(before).map((placed) => [keyOf(placed), placed.device]));
  const fresh = placedDevices(after);
  const anew = new Set<string>();
  const mustBeMade = (placed: Placed): boolean => {
    const was = old.get(keyOf(placed));
    if (was === undefined || !isDeepStrictEqual(birthOf(was), birthOf(placed.device))) return true;
    return goesWith(placed).some((other) => anew.has(other));
  };
  let size = -1;
  while (size < anew.size) {
    size = anew.size;
    for (const placed of fresh) if (mustBeMade(placed)) anew.add(keyOf(placed));
  }
  return anew;
}

/** Keys of the devices without which there is no such device: its peer, and what it is built on. */
function goesWith({ device }: Placed): readonly string[] {
  const below = builtOn(device);
  return [
    ...(below === null ? [] : [key(null, below)]),
    ...(device.kind === 'veth' ? [key(device.peer.container, device.peer.name)] : []),
  ];
}

/** The kernel takes a VLAN's device down and up with the device below it. */
function changesState(placed: Placed, old: readonly Placed[], fresh: readonly Placed[]): boolean {
  const stateIn = (all: readonly Placed[], wanted: string) =>
    all.find((each) => keyOf(each) === wanted)?.device.up;
  const below = builtOn(placed.device);
  const keys = [keyOf(placed), ...(below === null ? [] : [key(null, below)])];
  return keys.some((each) => stateIn(old, each) !== stateIn(fresh, each));
}

function birthOf(device: Device): object {
  const entries = Object.entries(device).filter(([field]) => !isSettable(field));
  return Object.fromEntries(entries);
}

function isSettable(field: string): boolean {
  return SETTABLE.some((settable) => settable === field);
}

function keyOf({ container, device }: Placed): string {
  return key(container, device.name);
}

/** No name of a container or device holds a slash. */
function key(container: string | null, name: string): string {
  return `${container ?? ''}/${name}`;
}
