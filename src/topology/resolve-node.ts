import { NODE_KIND } from '../scenario/schema/defaults.ts';
import type {
  RawFdbEntry,
  RawFirewall,
  RawNat,
  RawNeighbour,
  RawNode,
  RawPolicyRule,
  RawRoute,
  RawScenario,
  RawService,
  RawSysctls,
} from '../scenario/schema/scenario.ts';
import { canonicalAddress, covers, destinationOf, familyOf } from './addressing.ts';
import type {
  Container,
  Device,
  FdbEntry,
  Neighbour,
  Node,
  NodeKind,
  Route,
  Segment,
  Sysctl,
} from './model.ts';
import { resolveImpairments } from './resolve-impairments.ts';
import { listOf } from './one-or-many.ts';
import { resolveFirewall, resolveNat } from './resolve-filtering.ts';
import { resolvePolicyRule } from './resolve-policy-rule.ts';
import { resolveService } from './resolve-services.ts';
import { nodeDevices, type PlacedDevice } from './resolve-devices.ts';

/** What a node is resolved against. */
export interface NodeContext {
  readonly scenario: string;
  readonly node: string;
  /** All nodes of the scenario, as written. */
  readonly nodes: RawScenario['nodes'];
  readonly segments: readonly Segment[];
  /** As written, for what of them belongs to the interfaces on them. */
  readonly rawSegments: NonNullable<RawScenario['segments']>;
  /** The inventory's, by name. */
  readonly kinds: ReadonlyMap<string, NodeKind>;
  /** MAC address of whoever in the lab has the address. */
  readonly macOf: (address: string) => string;
}

export function resolveNode(raw: RawNode, context: NodeContext): Node {
  const kind = context.kinds.get(raw.kind ?? NODE_KIND);
  if (kind === undefined) throw new Error(`no node kind ${raw.kind ?? NODE_KIND}`);
  const devices = nodeDevices(raw, context);
  const root = devicesAt(null, devices);
  return {
    name: context.node,
    kind: { ...kind, image: raw.image ?? kind.image },
    root: {
      devices: root,
      ...settings(raw, root, context),
      impairments: resolveImpairments(raw, context.rawSegments),
    },
    containers: resolveContainers(raw, devices, context),
  };
}

function resolveContainers(
  raw: RawNode,
  placed: readonly PlacedDevice[],
  context: NodeContext,
): readonly Container[] {
  return Object.entries(raw.containers ?? {}).map(([name, container]) => {
    const devices = devicesAt(name, placed);
    const { gateway, routes = [], network } = container;
    const all = [...listOf(gateway).map((via) => ({ to: 'default', via })), ...routes];
    const own = settings({ ...container, routes: all }, devices, context);
    return { name, hostNetwork: network === 'host', devices, ...own, impairments: [] };
  });
}

function devicesAt(place: string | null, placed: readonly PlacedDevice[]): readonly Device[] {
  return placed.flatMap(({ container, device }) => (container === place ? [device] : []));
}

interface RawSettings {
  readonly routes?: readonly RawRoute[] | undefined;
  readonly rules?: readonly RawPolicyRule[] | undefined;
  readonly neighbours?: readonly RawNeighbour[] | undefined;
  readonly fdb?: readonly RawFdbEntry[] | undefined;
  readonly sysctls?: RawSysctls | undefined;
  readonly nat?: readonly RawNat[] | undefined;
  readonly firewall?: RawFirewall | undefined;
  readonly services?: Readonly<Record<string, RawService>> | undefined;
  readonly run?: string | readonly string[] | undefined;
}

/** What nodes and containers have alike. */
function settings(
  raw: RawSettings,
  devices: readonly Device[],
  { macOf }: Pick<NodeContext, 'macOf'>,
) {
  return {
    routes: (raw.routes ?? []).map((route) => resolveRoute(route, devices)),
    rules: (raw.rules ?? []).flatMap(resolvePolicyRule).toSorted((a, b) => a.priority - b.priority),
    neighbours: (raw.neighbours ?? []).map(({ address: text, mac, dev }): Neighbour => {
      const address = canonicalAddress(text);
      return { address, mac: mac?.toLowerCase() ?? macOf(address), dev };
    }),
    fdb: (raw.fdb ?? []).map(({ mac, address, dev, dst }): FdbEntry => ({
      mac: mac?.toLowerCase() ?? macOf(canonicalAddress(address ?? '')),
      dev,
      dst: dst === undefined ? null : canonicalAddress(dst),
    })),
    sysctls: Object.entries(raw.sysctls ?? {}).map(([key, value]): Sysctl => {
      return { key, value: typeof value === 'boolean' ? (value ? '1' : '0') : String(value) };
    }),
    nat: (raw.nat ?? []).map(resolveNat),
    firewall: resolveFirewall(raw.firewall ?? {}),
    services: Object.entries(raw.services ?? {}).map(([name, service]) =>
      resolveService(name, service),
    ),
    run: listOf(raw.run),
  };
}

function resolveRoute(raw: RawRoute, devices: readonly Device[]): Route {
  const via = raw.via === undefined ? null : canonicalAddress(raw.via);
  const vrfs = devices.filter((device) => device.kind === 'vrf');
  const vrf = vrfs.find(({ name, table }) => name === raw.vrf || table === raw.table);
  const inTable = devices.filter((device) => device.vrf === (vrf?.name ?? null));
  const dev = raw.dev ?? (via === null ? undefined : deviceTowards(via, inTable));
  if (dev === undefined) throw new Error(`no device for the route to ${raw.to}`);
  return {
    to: destinationOf(raw.to, familyOf(via ?? raw.src ?? '')),
    via,
    dev,
    src: raw.src === undefined ? null : canonicalAddress(raw.src),
    metric: raw.metric ?? null,
    onlink: raw.onlink ?? false,
    table: raw.table ?? vrf?.table ?? null,
  };
}

/** The device whose network the next hop lies in; the narrowest network wins, as in the kernel. */
function deviceTowards(via: string, devices: readonly Device[]): string | undefined {
  const candidates = devices.flatMap(({ name, addresses }) =>
    addresses.filter((address) => covers(address, via)).map(({ length }) => ({ name, length })),
  );
  return candidates.toSorted((a, b) => b.length - a.length)[0]?.name;
}
