import { z } from 'zod';
import { checkSchema } from './check.ts';
import type { containerInterfaceSchema } from './container-interface.ts';
import type { containerSchema } from './container.ts';
import type { faultSchema } from './fault.ts';
import { named } from './fields.ts';
import type { filterRuleSchema, firewallSchema } from './firewall.ts';
import type { interfaceSchema } from './interface.ts';
import type { ipTunnelSchema } from './ip-tunnel.ts';
import type { natSchema } from './nat.ts';
import { nodeSchema } from './node.ts';
import type { policyRuleSchema } from './policy-rule.ts';
import { poolSchema } from './pool.ts';
import type { DeepReadonly } from './readonly.ts';
import type { portVlans } from './port-vlans.ts';
import type { routeSchema } from './route.ts';
import { segmentSchema } from './segment.ts';
import type { serviceSchema } from './service.ts';
import { stepSchema } from './step.ts';
import type { fdbEntrySchema, neighbourSchema } from './static-entries.ts';
import type { sysctlsSchema } from './sysctls.ts';
import { AUTO } from './text.ts';
import type { tunSchema } from './tun.ts';
import type { vethSchema } from './veth.ts';
import type { vxlanSchema } from './vxlan.ts';
import type { wireguardSchema } from './wireguard.ts';

/** The write-ups on container networking that scenarios come from, in their order, and what they lack. */
export const writeUps = [
  'container-networks',
  'namespaces-step-by-step',
  'single-host-network',
  'networking-modes',
  'across-nodes',
  'failures',
] as const;

export const scenarioSchema = z
  .strictObject({
    title: z.string().min(1).describe('One line that says what the scenario is.'),
    description: z.string().optional(),
    write_up: z.enum(writeUps).optional().describe('The write-up that the scenario comes from.'),
    teaches: z
      .string()
      .regex(/^\S(.*\S)?$/, 'expected one line of text')
      .optional()
      .describe('One line that says what the scenario shows; `wirelab list` prints it.'),
    addresses: z
      .literal(AUTO)
      .optional()
      .describe('Devices and containers without address or gateway are given them.'),
    ipv6: z.boolean().optional().describe('Give IPv6 addresses too. Default: false.'),
    routing: z
      .literal(AUTO)
      .optional()
      .describe('Nodes are given routes to networks that they are not on, and forward.'),
    pools: named(poolSchema).optional(),
    segments: named(segmentSchema).optional(),
    nodes: named(nodeSchema),
    checks: z.array(checkSchema).optional(),
    steps: z
      .array(stepSchema)
      .optional()
      .describe('What happens then, step by step, each with checks of its own.'),
  })
  .meta({
    title: 'wirelab scenario',
    description: 'Machines, their cables and what must be true.',
  });

/** A scenario as it is written: what the file leaves out is absent. */
export type RawScenario = DeepReadonly<z.infer<typeof scenarioSchema>>;
export type RawStep = DeepReadonly<z.infer<typeof stepSchema>>;
export type RawFault = DeepReadonly<z.infer<typeof faultSchema>>;
export type RawNode = DeepReadonly<z.infer<typeof nodeSchema>>;
export type RawInterface = DeepReadonly<z.infer<typeof interfaceSchema>>;
export type RawVeth = DeepReadonly<z.infer<typeof vethSchema>>;
export type RawContainerInterface = DeepReadonly<z.infer<typeof containerInterfaceSchema>>;
export type RawPortVlans = DeepReadonly<z.infer<typeof portVlans>>;
export type RawNeighbour = DeepReadonly<z.infer<typeof neighbourSchema>>;
export type RawFdbEntry = DeepReadonly<z.infer<typeof fdbEntrySchema>>;
export type RawContainer = DeepReadonly<z.infer<typeof containerSchema>>;
export type RawVxlan = DeepReadonly<z.infer<typeof vxlanSchema>>;
export type RawWireguard = DeepReadonly<z.infer<typeof wireguardSchema>>;
export type RawTun = DeepReadonly<z.infer<typeof tunSchema>>;
export type RawIpTunnel = DeepReadonly<z.infer<typeof ipTunnelSchema>>;
export type RawPool = DeepReadonly<z.infer<typeof poolSchema>>;
export type RawRoute = DeepReadonly<z.infer<typeof routeSchema>>;
export type RawPolicyRule = DeepReadonly<z.infer<typeof policyRuleSchema>>;
export type RawSysctls = DeepReadonly<z.infer<typeof sysctlsSchema>>;
export type RawFirewall = DeepReadonly<z.infer<typeof firewallSchema>>;
export type RawFilterRule = DeepReadonly<z.infer<typeof filterRuleSchema>>;
export type RawService = DeepReadonly<z.infer<typeof serviceSchema>>;
export type RawNat = DeepReadonly<z.infer<typeof natSchema>>;
