/** The script that prints a node's kernel state; parse-state.ts reads what it prints. */
import { shellQuote } from '../lib/shell-quote.ts';
import type { Container, Device, Namespace, Node } from '../topology/model.ts';
import { ownNamespaces } from '../topology/own-namespaces.ts';
import { inNamespace } from './batch.ts';
import { hasNft } from './nft.ts';
import { serviceReadLines, socketReadLines } from './service-readback.ts';
import { sysctlReadCommand } from './sysctl.ts';
import { wireguardReadLines } from './wireguard.ts';

/** What a section of the output holds, at the start of the line that opens it. */
export type SectionKind =
  | 'ip'
  | 'rule6'
  | 'fdb'
  | 'vlan'
  | 'wireguard'
  | 'qdisc'
  | 'sysctl'
  | 'nft'
  | 'service'
  | 'sockets';

/** Lines that open a section: `@ ip con1`, or `@ ip` for the node's own namespace. */
export const SECTION =
  /^@ (ip|rule6|fdb|vlan|wireguard|qdisc|sysctl|nft|service|sockets)(?: (.+))?$/;

/** Queries of one `ip -batch`; each prints one JSON document. */
const IP_QUERIES = ['addr show', 'route show table all', 'neigh show nud permanent', 'rule show'];

/**
 * POSIX shell script for root that prints the state of all of a node's namespaces, in one process
 * a namespace and kind of table. What cannot be read is left out: it shows as missing. Tables that
 * are to be empty are read where the node had something in them before.
 */
export function readbackScript(node: Node, before: Node = node): string {
  const { root } = node;
  const old = ownNamespaces(before);
  const lines = [
    ...ipLines(null),
    ...bridgingLines(root),
    ...wireguardLines(root),
    ...qdiscLines(root, before.root),
    ...settingLines(null, root, before.root),
    ...ownNamespaces(node).flatMap((container) =>
      containerLines(
        container,
        old.find(({ name }) => name === container.name),
      ),
    ),
    ...serviceLines(node),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** All services of the node with one look at the sockets of their processes. */
function serviceLines({ root, containers }: Node): readonly string[] {
  const namespaces = [{ ...root, name: null }, ...containers].filter(
    ({ services }) => services.length > 0,
  );
  if (namespaces.length === 0) return [];
  return [
    'pids=',
    ...namespaces.flatMap(({ name, services }) => [
      open('service', name),
      ...services.flatMap((service) => serviceReadLines(name, service)),
    ]),
    open('sockets', null),
    ...socketReadLines,
  ];
}

function containerLines(container: Container, was: Namespace | undefined): readonly string[] {
  return [...ipLines(container.name), ...settingLines(container.name, container, was)];
}

function ipLines(container: string | null): readonly string[] {
  const namespace = container === null ? '' : `-n ${shellQuote(container)} `;
  return [open('ip', container), `ip ${namespace}-d -j -b - <<'EOF'`, ...IP_QUERIES, 'EOF'];
}

function bridgingLines({ devices }: Namespace): readonly string[] {
  const forwards = devices.some(({ kind }) => kind === 'bridge' || kind === 'vxlan');
  const bridge = devices.find(({ kind }) => kind === 'bridge');
  return [
    ...(forwards ? [open('fdb', null), 'bridge -j fdb show'] : []),
    ...(bridge === undefined ? [] : vlanLines(bridge)),
  ];
}

function wireguardLines({ devices }: Namespace): readonly string[] {
  const lines = devices.flatMap((device) =>
    device.kind === 'wireguard' ? wireguardReadLines(device) : [],
  );
  return lines.length === 0 ? [] : [open('wireguard', null), ...lines];
}

/** What NICs send through, where one of them is impaired or was. */
function qdiscLines({ devices, impairments }: Namespace, was: Namespace): readonly string[] {
  if (impairments.length === 0 && was.impairments.length === 0) return [];
  const nics = devices.filter(({ kind }) => kind === 'nic');
  return [
    open('qdisc', null),
    ...nics.flatMap(({ name }) => [
      `echo ${shellQuote(name)}`,
      `tc -j qdisc show dev ${name} root`,
    ]),
  ];
}

/** A kernel without VLAN filtering has no table to show. */
function vlanLines({ name }: Device): readonly string[] {
  const filters = `[ -e /sys/class/net/${name}/bridge/vlan_filtering ]`;
  return [`if ${filters}; then ${open('vlan', null)}; bridge -j vlan show; fi`];
}

function settingLines(
  container: string | null,
  namespace: Namespace,
  was: Namespace | undefined,
): readonly string[] {
  const { sysctls } = namespace;
  const everHas = (has: (one: Namespace) => boolean) =>
    has(namespace) || (was !== undefined && has(was));
  const query = (kind: SectionKind, command: string) => [
    open(kind, container),
    inNamespace(container, command),
  ];
  return [
    ...(everHas(hasIpv6Rules) ? query('rule6', 'ip -6 -j rule show') : []),
    ...(sysctls.length === 0 ? [] : query('sysctl', sysctlReadCommand(sysctls))),
    ...(everHas(hasNft) ? query('nft', 'nft -j list ruleset') : []),
  ];
}

/** `ip rule show` without a family shows those of IPv4. */
function hasIpv6Rules({ rules }: Namespace): boolean {
  return rules.some(({ family }) => family === 6);
}

function open(kind: SectionKind, container: string | null): string {
  return `echo ${shellQuote(container === null ? `@ ${kind}` : `@ ${kind} ${container}`)}`;
}
