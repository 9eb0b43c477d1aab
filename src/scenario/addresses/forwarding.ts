import type { LabNamespace } from '../rules/lab.ts';
import type { RawNode, RawScenario } from '../schema/scenario.ts';
import { AUTO } from '../schema/text.ts';

type Family = 4 | 6;

/** The setting that makes a namespace a router, and its other name for the same. */
const SETTINGS: Readonly<Record<Family, readonly [string, ...string[]]>> = {
  4: ['net.ipv4.ip_forward', 'net.ipv4.conf.all.forwarding'],
  6: ['net.ipv6.conf.all.forwarding'],
};

/** The name of the setting as wirelab writes it. */
export function forwardingKey(family: Family): string {
  return SETTINGS[family][0];
}

/** What a namespace says of its forwarding; null when it says nothing. */
export function saysForwarding({ spec }: LabNamespace, family: Family): boolean | null {
  const values = SETTINGS[family].flatMap((key) => spec.sysctls?.[key] ?? []);
  return values.length === 0 ? null : values.some((value) => Number(value) === 1);
}

/** Whether a node is given routes and forwarding. */
export function isRouted(scenario: RawScenario, { node, container }: LabNamespace): boolean {
  if (container !== null) return false;
  const raw: RawNode | undefined = scenario.nodes[node];
  return (raw?.routing ?? scenario.routing) === AUTO;
}
