/** What a scenario asks of the host that its nodes are made of. */
import type { Device, Namespace } from '../../topology/model.ts';
import type { Step, Topology } from '../../topology/topology.ts';
import { type LinkType, linkTypeOf } from './link-types.ts';

/** Something that the host must have, and the first place that asks for it: `node1/con1 eth0`. */
export type Need = { readonly by: string } & (
  | { readonly kind: 'link'; readonly type: LinkType }
  /** Rules of nftables, NAT among them. */
  | { readonly kind: 'nftables' }
  /** The network emulator, which impairs lines. */
  | { readonly kind: 'netem' }
  /** A clock that can be set without setting that of the host, which no namespace has. */
  | { readonly kind: 'clock' }
  /** `net.ipv4.ip_forward`, a setting that each network namespace has for itself. */
  | { readonly kind: 'sysctl'; readonly key: string }
  | { readonly kind: 'tool'; readonly tool: string }
);

/** All that any step of the scenario asks for, each once. */
export function needsOf(topology: Topology, checkTools: readonly string[]): readonly Need[] {
  const spaces = topology.steps.flatMap(({ nodesDuring }) =>
    nodesDuring.flatMap(({ name, root, containers }) => [
      { space: root, by: name },
      ...containers.map((container) => ({ space: container, by: `${name}/${container.name}` })),
    ]),
  );
  const needs = [
    ...spaces.flatMap(({ space, by }) => needsOfNamespace(space, by)),
    ...topology.steps.flatMap(needsOfFaults),
    ...checkTools.map((tool): Need => ({ kind: 'tool', tool, by: 'a check' })),
  ];
  return [...new Map(needs.toReversed().map((need) => [keyOf(need), need])).values()].toReversed();
}

function needsOfNamespace(space: Namespace, by: string): readonly Need[] {
  const filters = space.nat.length > 0 || space.firewall.length > 0;
  return [
    ...space.devices.flatMap((device) => needsOfDevice(device, `${by} ${device.name}`)),
    ...(filters ? [{ kind: 'nftables', by } as const, tool('nft', by)] : []),
    ...space.impairments.map(({ dev }): Need => ({ kind: 'netem', by: `${by} ${dev}` })),
    ...space.sysctls.map(({ key }): Need => ({ kind: 'sysctl', key, by })),
    ...space.services.map(({ kind, name }) => tool(serverOf(kind), `${by}, service ${name}`)),
  ];
}

function needsOfFaults({ name, faults }: Step): readonly Need[] {
  return faults.flatMap((fault): readonly Need[] =>
    fault.kind === 'clock' ? [{ kind: 'clock', by: `${fault.node}, step "${name ?? ''}"` }] : [],
  );
}

function needsOfDevice(device: Device, by: string): readonly Need[] {
  const type = linkTypeOf(device);
  return [
    ...(type === null ? [] : [{ kind: 'link', type, by } as const]),
    ...(device.kind === 'tun' ? [tool('socat', by)] : []),
    ...(device.kind === 'wireguard' ? [tool('wg', by)] : []),
  ];
}

function tool(name: string, by: string): Need {
  return { kind: 'tool', tool: name, by };
}

/** The program that is the service. */
function serverOf(kind: Namespace['services'][number]['kind']): string {
  switch (kind) {
    case 'http':
      return 'busybox';
    case 'tcp':
      return 'socat';
    case 'iperf3':
    case 'bird':
      return kind;
  }
}

function keyOf(need: Need): string {
  switch (need.kind) {
    case 'link':
      return `link ${need.type}`;
    case 'nftables':
    case 'netem':
    case 'clock':
      return need.kind;
    case 'sysctl':
      return `sysctl ${need.key}`;
    case 'tool':
      return `tool ${need.tool}`;
  }
}
