/** All that is known of a packet that was lost, for those who look for the cause. */
import type { Evidence } from '../checks/result.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Device, Endpoint, Namespace, Node } from '../topology/model.ts';
import type { PacketFlow } from '../topology/checks/parts.ts';
import type { LiveLink, NamespaceState } from './state/snapshot.ts';
import type { Cause, CauseCode } from './trace-record.ts';
import type { Sighting } from './way/sighting.ts';
import type { IcmpErrorFacts } from './way/subject.ts';
import type { Way } from './way/way.ts';

/** What `ip route get` said. */
export interface RouteLookup {
  readonly command: string;
  readonly output: string;
  /** Null for an error. */
  readonly route: { readonly dev: string; readonly via: string | null } | null;
}

/** A tunnel of the namespace, and how its outer packets would be routed. */
export interface TunnelLookup {
  readonly device: string;
  readonly remote: string;
  readonly lookup: RouteLookup;
}

export interface SeenError extends IcmpErrorFacts {
  /** Where it was first seen. */
  readonly at: Endpoint;
}

export interface Situation {
  readonly flow: PacketFlow;
  /** What got lost. */
  readonly kind: 'request' | 'reply' | 'asks' | 'answers';
  readonly way: Way;
  /** Null when it was never seen. */
  readonly last: Sighting | null;
  /** The namespace that had it last, or should have sent it. */
  readonly at: Endpoint;
  /** Outermost addresses of the packet, or those that it would have had. */
  readonly source: string;
  readonly destination: string;
  /** The packet reached the namespace that it was for, which did nothing more. */
  readonly arrived: boolean;
  readonly here: NamespaceState;
  /** By label. */
  readonly states: ReadonlyMap<string, NamespaceState>;
  readonly nodes: readonly Node[];
  /** Of all packets of the flows. */
  readonly sightings: readonly Sighting[];
  readonly errors: readonly SeenError[];
  /** How the packet would be routed from here; null where it is not routed here. */
  readonly lookup: RouteLookup | null;
  readonly tunnels: readonly TunnelLookup[];
  /** What the sending command said. */
  readonly said: string;
}

/** Looks for one kind of cause; null where the evidence does not speak for it. Pure. */
export type Diagnosis = (situation: Situation) => Cause | null;

export function linkOf({ links }: NamespaceState, name: string | null): LiveLink | null {
  return links.find((link) => link.name === name) ?? null;
}

export function stateAt({ states }: Situation, at: Endpoint): NamespaceState | null {
  return states.get(endpointLabel(at)) ?? null;
}

/** The namespace as the scenario has it. */
export function namespaceAt(nodes: readonly Node[], at: Endpoint): Namespace | null {
  const node = nodes.find(({ name }) => name === at.node);
  if (at.container === null) return node?.root ?? null;
  return node?.containers.find(({ name }) => name === at.container) ?? null;
}

/** The device as the scenario has it. */
export function deviceAt(nodes: readonly Node[], at: Endpoint, name: string): Device | null {
  return namespaceAt(nodes, at)?.devices.find((device) => device.name === name) ?? null;
}

export function has({ links }: NamespaceState, address: string): boolean {
  return links.some(({ addresses }) => addresses.includes(address));
}

/** Labels of the namespaces that have the address. */
export function ownersOf({ states }: Situation, address: string): readonly string[] {
  return [...states].flatMap(([label, state]) => (has(state, address) ? [label] : []));
}

interface CauseDetails {
  readonly at?: Endpoint;
  readonly device?: string | null;
  readonly certain?: boolean;
  readonly evidence?: readonly Evidence[];
}

export function cause(
  code: CauseCode,
  sentence: string,
  situation: Situation,
  { at = situation.at, device = null, certain = true, evidence = [] }: CauseDetails = {},
): Cause {
  return { code, at: endpointLabel(at), device, sentence, certain, evidence };
}

export function lookupEvidence(at: Endpoint, { command, output }: RouteLookup): Evidence {
  return { what: `${endpointLabel(at)}: ${command}`, data: output.trim() };
}

/** `net.ipv4.ip_forward = 0`, as sysctl(8) prints it. */
export function sysctlEvidence(at: Endpoint, key: string, value: string): Evidence {
  return { what: `${endpointLabel(at)}: sysctl ${key}`, data: `${key} = ${value}` };
}
