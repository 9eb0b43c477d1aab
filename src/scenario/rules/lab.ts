/** A scenario laid out flat, as the rules look at it. */
import { MACVLAN_NAME } from '../schema/defaults.ts';
import type {
  RawContainer,
  RawInterface,
  RawNode,
  RawRoute,
  RawScenario,
  RawTun,
  RawVxlan,
} from '../schema/scenario.ts';
import { type ParsedPrefix, parsePrefix } from '../parse/prefix.ts';
import type { Path } from '../yaml/tree.ts';

export interface OwnAddress {
  readonly prefix: ParsedPrefix;
  /** As it is written. */
  readonly text: string;
  readonly path: Path;
}

/** What a device is, as far as the rules care. */
type DeviceSpec =
  | { readonly kind: 'interface'; readonly spec: RawInterface }
  | { readonly kind: 'bridge' }
  | { readonly kind: 'vxlan'; readonly spec: RawVxlan }
  | { readonly kind: 'tun'; readonly spec: RawTun }
  | { readonly kind: 'veth-on-node'; readonly bridge: string | null }
  | { readonly kind: 'veth-in-container'; readonly bridge: string | null }
  | { readonly kind: 'macvlan'; readonly parent: string };

export interface LabDevice {
  readonly name: string;
  readonly type: DeviceSpec;
  readonly addresses: readonly OwnAddress[];
  /** Of the mapping whose `address` is the device's; null for a device that can have none. */
  readonly holder: Path | null;
  /** Of its name in the file. */
  readonly path: Path;
  /** Which part of that entry is the name. */
  readonly namePart: 'key' | 'value';
  readonly node: string;
  /** The container that has it, or that its other end is in; null for the node's own. */
  readonly container: string | null;
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

interface Addressed {
  readonly address?: string | readonly string[] | undefined;
}

function keyed<T extends Addressed>(
  node: string,
  group: string,
  things: Readonly<Record<string, T>> | undefined,
  typeOf: (spec: T) => DeviceSpec,
): readonly LabDevice[] {
  return Object.entries(things ?? {}).map(([name, spec]) => {
    const path = ['nodes', node, group, name];
    const addresses = ownAddresses(spec.address, path);
    const at = { path, namePart: 'key', node, container: null } as const;
    return { name, type: typeOf(spec), addresses, holder: path, ...at };
  });
}

type Containers = Readonly<Record<string, RawContainer>>;

function vethsOnNode(node: string, containers: Containers): readonly LabDevice[] {
  return Object.entries(containers).flatMap(([container, spec]) => {
    if (spec.veth === undefined) return [];
    return {
      name: spec.veth[0],
      type: { kind: 'veth-on-node', bridge: spec.bridge ?? null },
      addresses: [],
      holder: null,
      path: ['nodes', node, 'containers', container, 'veth', 0],
      namePart: 'value',
      node,
      container,
    };
  });
}

function innerDevices(node: string, container: string, spec: RawContainer): readonly LabDevice[] {
  const path = ['nodes', node, 'containers', container];
  const common = { node, container };
  const addresses = ownAddresses(spec.address, path);
  const devices: LabDevice[] = [];
  if (spec.veth !== undefined) {
    const type = { kind: 'veth-in-container', bridge: spec.bridge ?? null } as const;
    const at = { path: [...path, 'veth', 1], namePart: 'value' } as const;
    devices.push({ ...common, ...at, name: spec.veth[1], type, addresses, holder: path });
  }
  if (spec.macvlan !== undefined) {
    const { parent, name = MACVLAN_NAME } = spec.macvlan;
    const at = { path: [...path, 'macvlan', 'name'], namePart: 'value' } as const;
    const isOnly = spec.veth === undefined;
    const own = isOnly ? { addresses, holder: path } : { addresses: [], holder: null };
    devices.push({ ...common, ...at, name, type: { kind: 'macvlan', parent }, ...own });
  }
  return devices;
}

function routesOf(spec: RawNode | RawContainer, path: Path): readonly LabRoute[] {
  return (spec.routes ?? []).map((route, index) => ({ route, path: [...path, 'routes', index] }));
}

function namespacesOf(node: string, spec: RawNode): readonly LabNamespace[] {
  const path = ['nodes', node];
  const containers = spec.containers ?? {};
  const root: LabNamespace = {
    node,
    container: null,
    label: node,
    path,
    devices: [
      ...keyed(node, 'interfaces', spec.interfaces, (item) => ({ kind: 'interface', spec: item })),
      ...keyed(node, 'bridges', spec.bridges, () => ({ kind: 'bridge' })),
      ...keyed(node, 'vxlan', spec.vxlan, (item) => ({ kind: 'vxlan', spec: item })),
      ...keyed(node, 'tun', spec.tun, (item) => ({ kind: 'tun', spec: item })),
      ...vethsOnNode(node, containers),
    ],
    routes: routesOf(spec, path),
    gateways: [],
    spec,
  };
  const inner = Object.entries(containers).map(([container, item]): LabNamespace => {
    const at = [...path, 'containers', container];
    return {
      node,
      container,
      label: `${node}/${container}`,
      path: at,
      devices: innerDevices(node, container, item),
      routes: routesOf(item, at),
      gateways: listed(item.gateway, [...at, 'gateway']).map((own) => {
        return { text: own.item, path: own.path };
      }),
      spec: item,
    };
  });
  return [root, ...inner];
}

export function layOut(scenario: RawScenario): Lab {
  const nodes = Object.entries(scenario.nodes);
  return { namespaces: nodes.flatMap(([name, spec]) => namespacesOf(name, spec)) };
}
