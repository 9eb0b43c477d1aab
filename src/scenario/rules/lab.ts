/** A scenario laid out flat, as the rules look at it. */
import { writtenDevices } from '../devices/node-devices.ts';
import type { WrittenDevice } from '../devices/written.ts';
import { type ParsedPrefix, parsePrefix } from '../parse/prefix.ts';
import type { RawContainer, RawNode, RawRoute, RawScenario } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';

export interface OwnAddress {
  readonly prefix: ParsedPrefix;
  /** As it is written. */
  readonly text: string;
  readonly path: Path;
}

export interface LabDevice extends WrittenDevice {
  readonly node: string;
  readonly addresses: readonly OwnAddress[];
}

export interface LabRoute {
  readonly route: RawRoute;
  readonly path: Path;
}

/** A next hop of the default route, as it is written. */
export interface OwnGateway {
  readonly text: string;
  readonly path: Path;
}

export interface LabNamespace {
  readonly node: string;
  /** Null is the node's own namespace. */
  readonly container: string | null;
  /** Whether it is the node's own under another name: a container with `network: host`. */
  readonly hostNetwork: boolean;
  /** `node1` or `node1/con1` */
  readonly label: string;
  readonly path: Path;
  readonly devices: readonly LabDevice[];
  readonly routes: readonly LabRoute[];
  readonly gateways: readonly OwnGateway[];
  readonly spec: RawNode | RawContainer;
}

export interface Lab {
  readonly namespaces: readonly LabNamespace[];
  /** Commands of the steps up to this one, wherever they run. */
  readonly stepCommands: readonly string[];
}

/** One item or a list, with the path of each. */
export function listed<T>(
  value: T | readonly T[] | undefined,
  path: Path,
): readonly { readonly item: T; readonly path: Path }[] {
  if (value === undefined) return [];
  if (!isList(value)) return [{ item: value, path }];
  return value.map((item, index) => ({ item, path: [...path, index] }));
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

function ownAddresses(
  value: string | readonly string[] | undefined,
  path: Path,
): readonly OwnAddress[] {
  return listed(value, [...path, 'address']).flatMap(({ item, path: at }) => {
    const prefix = parsePrefix(item);
    return prefix === null ? [] : [{ prefix, text: item, path: at }];
  });
}

function routesOf(spec: RawNode | RawContainer, path: Path): readonly LabRoute[] {
  return (spec.routes ?? []).map((route, index) => ({ route, path: [...path, 'routes', index] }));
}

function gatewaysOf({ gateway }: RawContainer, path: Path): readonly OwnGateway[] {
  return listed(gateway, [...path, 'gateway']).map((own) => ({ text: own.item, path: own.path }));
}

function namespacesOf(node: string, spec: RawNode): readonly LabNamespace[] {
  const path = ['nodes', node];
  const devices = writtenDevices(node, spec).map((device): LabDevice => {
    const addresses = ownAddresses(device.settings.address, device.settingsPath);
    return { ...device, node, addresses };
  });
  const devicesOf = (place: string | null): readonly LabDevice[] =>
    devices.filter(({ container }) => container === place);
  const root: LabNamespace = {
    node,
    container: null,
    hostNetwork: false,
    label: node,
    path,
    devices: devicesOf(null),
    routes: routesOf(spec, path),
    gateways: [],
    spec,
  };
  const inner = Object.entries(spec.containers ?? {}).map(([container, item]): LabNamespace => {
    const at = [...path, 'containers', container];
    const hostNetwork = item.network === 'host';
    return {
      node,
      container,
      hostNetwork,
      label: `${node}/${container}`,
      path: at,
      devices: devicesOf(container),
      // What it cannot have is said once.
      routes: hostNetwork ? [] : routesOf(item, at),
      gateways: hostNetwork ? [] : gatewaysOf(item, at),
      spec: item,
    };
  });
  return [root, ...inner];
}

export function layOut(scenario: RawScenario): Lab {
  const nodes = Object.entries(scenario.nodes);
  const runs = (scenario.steps ?? []).flatMap(({ run = [] }) => run);
  return {
    namespaces: nodes.flatMap(([name, spec]) => namespacesOf(name, spec)),
    stepCommands: runs.map(({ command }) => command),
  };
}

/** The bridge of that name in a node's own namespace. */
export function findBridge(
  { devices }: LabNamespace,
  name: string | undefined,
): LabDevice | undefined {
  return devices.find((device) => device.type.kind === 'bridge' && device.name === name);
}

/** The devices that commands see there: the node's own for a container that shares its network. */
export function devicesAt({ namespaces }: Lab, namespace: LabNamespace): readonly LabDevice[] {
  if (!namespace.hostNetwork) return namespace.devices;
  const { node } = namespace;
  return namespaces.find((other) => other.node === node && other.container === null)?.devices ?? [];
}
