import type { Container, Namespace, Node } from '../topology/model.ts';
import { namespaceOf, ownNamespaces } from '../topology/own-namespaces.ts';
import { addressFacts, addressLines } from './address.ts';
import { containerShellStep, feedStep, ipStep, renderSteps, type Step } from './batch.ts';
import { containerLine } from './container.ts';
import type { Fact, KernelState } from './fact.ts';
import { forwardingFacts, forwardingLines } from './forwarding-tables.ts';
import { impairmentFact, impairmentLines } from './impairment.ts';
import { isKernelMade } from './kernel-made.ts';
import { linkFact, linkSetLines } from './link.ts';
import { linkLines } from './links.ts';
import { installedNeighbours, neighbourFact, neighbourLine } from './neighbour.ts';
import { nftFacts, nftLines } from './nft.ts';
import { policyRuleFact, policyRuleSteps } from './policy-rule.ts';
import { resetLines } from './reset.ts';
import { installedRoutes, routeAddLine, routeFacts } from './route.ts';
import { serviceFact, servicesDirectoryLine, serviceStartLines } from './service.ts';
import { inWritingOrder, sysctlDevice, sysctlFact, sysctlLine } from './sysctl.ts';
import { tunDaemonLines } from './tun.ts';
import { vrfRouteLines } from './vrf.ts';
import { wireguardFacts, wireguardSetLines } from './wireguard.ts';

/** How a node is configured, and what its kernel must hold then. */
export interface NodeConfig {
  readonly steps: readonly Step[];
  /** POSIX shell script for root, without the machine's identity. Repeating it changes nothing. */
  readonly script: string;
  readonly expected: KernelState;
}

/** A command of the scenario's author, to be run once the node is as compiled. */
export interface RunCommand {
  /** The namespace that it runs in; null is the node's own. */
  readonly container: string | null;
  readonly command: string;
}

/** Compiles a node whose NICs already carry their names and MAC addresses. */
export function compileNode(node: Node): NodeConfig {
  const steps = nodeSteps(node);
  return { steps, script: renderSteps(steps), expected: expectedState(node) };
}

/** The node's whole configuration batch, for `sh -s`: who it is, then what it has. */
export function batchScript(identity: string, config: NodeConfig): string {
  return `set -e\n${identity.trimEnd()}\n${config.script}`;
}

/** The author's commands: those of the node first, then those of each container. */
export function runCommands(node: Node): readonly RunCommand[] {
  return [{ ...node.root, name: null }, ...node.containers].flatMap(({ name, run }) =>
    run.map((command) => ({ container: namespaceOf(node, name), command })),
  );
}

/** The batch, part by part. */
export function nodeSteps(node: Node): readonly Step[] {
  const { root } = node;
  const containers = ownNamespaces(node);
  const nics = new Set(root.devices.flatMap(({ kind, name }) => (kind === 'nic' ? [name] : [])));
  const sysctls = inWritingOrder(root.sysctls);
  // Settings of devices that are yet to be made must wait for them.
  const mustWait = (device: string | null) => device !== null && !nics.has(device);
  const first = sysctls.filter((sysctl) => !mustWait(sysctlDevice(sysctl)));
  const later = sysctls.filter((sysctl) => mustWait(sysctlDevice(sysctl)));
  const tuns = root.devices.filter((device) => device.kind === 'tun');
  return [
    { kind: 'shell', lines: resetLines(node) },
    { kind: 'shell', lines: first.map(sysctlLine) },
    ipStep('node', null, [
      ...containers.map(containerLine),
      ...linkLines(node),
      ...layer3Lines(root),
    ]),
    feedStep('bridge', null, 'bridge -batch -', forwardingLines(root)),
    { kind: 'shell', lines: [...wireguardSetLines(root.devices), ...impairmentLines(root)] },
    { kind: 'shell', lines: later.map(sysctlLine) },
    ...policyRuleSteps(null, root.rules),
    feedStep('nft', null, 'nft -f -', nftLines(root, null)),
    ...containers.flatMap(containerSteps),
    { kind: 'shell', lines: tuns.flatMap(tunDaemonLines) },
    ...[{ ...root, name: null, hostNetwork: true }, ...node.containers].map(servicesStep),
  ];
}

function containerSteps(container: Container): readonly Step[] {
  const { name, sysctls } = container;
  const sysctlLines = inWritingOrder(sysctls).map(sysctlLine);
  return [
    ...(sysctls.length === 0 ? [] : [containerShellStep(`${name} sysctls`, name, sysctlLines)]),
    ipStep(name, name, [...container.devices.flatMap(linkSetLines), ...layer3Lines(container)]),
    ...policyRuleSteps(name, container.rules),
    feedStep(`${name} nft`, name, 'nft -f -', nftLines(container, name)),
  ];
}

/** A container, or the node's own namespace without a name. */
export type ServicePlace = Pick<Container, 'services' | 'hostNetwork'> & {
  readonly name: string | null;
};

/** What a service needs of the network must stand before it starts. */
export function servicesStep({ name, hostNetwork, services }: ServicePlace): Step {
  const started = services.flatMap((service) => serviceStartLines(name, service));
  const lines = started.length === 0 ? [] : [servicesDirectoryLine, ...started];
  if (name === null || hostNetwork || lines.length === 0) return { kind: 'shell', lines };
  return containerShellStep(`${name} services`, name, lines);
}

/** All addresses before any route. */
function layer3Lines(namespace: Namespace): readonly string[] {
  return [
    'link set dev lo up',
    ...namespace.devices.flatMap(addressLines),
    ...installedNeighbours(namespace).map(neighbourLine),
    ...vrfRouteLines(namespace),
    ...installedRoutes(namespace).map(routeAddLine),
  ];
}

/** What the kernel of a node must hold. */
export function expectedState(node: Node): KernelState {
  return [{ ...node.root, name: null }, ...node.containers].map((namespace) => ({
    container: namespace.name,
    facts: namespaceFacts(namespace, namespace.name).filter((fact) => !isKernelMade(fact)),
  }));
}

function namespaceFacts(namespace: Namespace, container: string | null): readonly Fact[] {
  return [
    ...namespace.devices.map(linkFact),
    ...namespace.devices.flatMap(addressFacts),
    ...routeFacts(namespace),
    ...namespace.rules.map(policyRuleFact),
    ...installedNeighbours(namespace).map(neighbourFact),
    ...forwardingFacts(namespace),
    ...wireguardFacts(namespace),
    ...namespace.impairments.map(impairmentFact),
    ...namespace.sysctls.map(sysctlFact),
    ...nftFacts(namespace, container),
    ...namespace.services.map(serviceFact),
  ];
}
