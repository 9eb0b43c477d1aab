/** The steps that change a namespace. */
import { isDeepStrictEqual } from 'node:util';
import type { Container, Device, Node, Sysctl } from '../../topology/model.ts';
import { ownNamespaces } from '../../topology/own-namespaces.ts';
import { containerShellStep, feedStep, ipStep, type Step } from '../batch.ts';
import { containerLine } from '../container.ts';
import { deviceForwardingLines } from '../forwarding-tables.ts';
import { linkSetLines } from '../link.ts';
import { linkLines } from '../links.ts';
import { hasNft, nftLines, nftResetLines } from '../nft.ts';
import { inWritingOrder, sysctlDevice, sysctlLine } from '../sysctl.ts';
import type { DeviceChanges } from './device-changes.ts';
import { impairmentChangeLines } from './impairments.ts';
import { layer3Lines } from './layer3.ts';
import { ruleChangeSteps } from './rules.ts';
import { wireguardSetLines } from '../wireguard.ts';
import type { SpaceChange } from './space-change.ts';

/** The node's own namespace, with the links of all others; `after` is the whole node. */
export function rootSteps(
  root: SpaceChange,
  after: Node,
  { made }: DeviceChanges,
  fresh: readonly Container[],
): readonly Step[] {
  const sysctls = sysctlsToWrite(root);
  // Settings of devices that are yet to be made must wait for them.
  const waits = (sysctl: Sysctl) => root.made.some(({ name }) => name === sysctlDevice(sysctl));
  const forwarding = root.is.devices
    .filter((device) => setLines(root, device).length > 0)
    .flatMap(deviceForwardingLines);
  const links = linkLines(after, {
    makes: ({ container, device }) =>
      made.some((each) => each.container === container && each.device.name === device.name),
    sets: (device) => setLines(root, device),
  });
  return [
    { kind: 'shell', lines: sysctls.filter((sysctl) => !waits(sysctl)).map(sysctlLine) },
    ipStep('node', null, [...fresh.map(containerLine), ...links, ...layer3Lines(root)]),
    feedStep('bridge', null, 'bridge -batch -', forwarding),
    { kind: 'shell', lines: [...wireguardSetLines(root.made), ...impairmentChangeLines(root)] },
    { kind: 'shell', lines: sysctls.filter(waits).map(sysctlLine) },
    ...ruleChangeSteps(root),
    nftStep('nft', root),
  ];
}

export function containerSteps(space: SpaceChange, name: string): readonly Step[] {
  const sysctls = sysctlsToWrite(space).map(sysctlLine);
  const links = space.is.devices.flatMap((device) => setLines(space, device));
  return [
    ...(sysctls.length === 0 ? [] : [containerShellStep(`${name} sysctls`, name, sysctls)]),
    ipStep(name, name, [...links, ...layer3Lines(space)]),
    ...ruleChangeSteps(space),
    nftStep(`${name} nft`, space),
  ];
}

/** The containers of the node whose namespaces are yet to be made. */
export function freshContainers(after: Node, spaces: readonly SpaceChange[]): readonly Container[] {
  const isFresh = (name: string) =>
    spaces.some(({ container, was }) => container === name && was === null);
  return ownNamespaces(after).filter(({ name }) => isFresh(name));
}

function setLines({ made, set }: SpaceChange, device: Device): readonly string[] {
  if (made.includes(device)) return linkSetLines(device);
  const stays = set.find(({ after }) => after === device);
  if (stays?.relinked !== true) return [];
  const { before, after } = stays;
  const mac =
    after.mac === null || after.mac === before.mac
      ? []
      : [`link set dev ${after.name} address ${after.mac}`];
  const left =
    before.master !== null && after.master === null ? [`link set dev ${after.name} nomaster`] : [];
  return [...mac, ...left, ...linkSetLines(after)];
}

/** All of them, where one is different or belongs to a device that is made: some reset others. */
function sysctlsToWrite({ was, is, made }: SpaceChange): readonly Sysctl[] {
  const isSame = isDeepStrictEqual(was?.sysctls, is.sysctls);
  const belongs = (sysctl: Sysctl) => made.some(({ name }) => name === sysctlDevice(sysctl));
  return isSame && !is.sysctls.some(belongs) ? [] : inWritingOrder(is.sysctls);
}

function nftStep(title: string, { container, was, is }: SpaceChange): Step {
  const [old, fresh] = [was === null ? [] : nftLines(was, container), nftLines(is, container)];
  const lines = fresh.length === 0 && was !== null && hasNft(was) ? nftResetLines : fresh;
  const isSame = isDeepStrictEqual(old, fresh);
  return feedStep(title, container, 'nft -f -', isSame ? [] : lines);
}
