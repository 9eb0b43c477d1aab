import { z } from 'zod';
import { bridgeSchema } from './bridge.ts';
import { containerSchema } from './container.ts';
import { NODE_KIND } from './defaults.ts';
import { firewallSchema } from './firewall.ts';
import { interfaceSchema } from './interface.ts';
import { ipTunnelSchema } from './ip-tunnel.ts';
import { natSchema } from './nat.ts';
import { policyRuleSchema } from './policy-rule.ts';
import { routeSchema } from './route.ts';
import { named, run } from './fields.ts';
import { serviceSchema } from './service.ts';
import { fdbEntrySchema, neighbourSchema } from './static-entries.ts';
import { sysctlsSchema } from './sysctls.ts';
import { AUTO, NONE } from './text.ts';
import { tunSchema } from './tun.ts';
import { vethSchema } from './veth.ts';
import { vlanSchema } from './vlan.ts';
import { vrfSchema } from './vrf.ts';
import { vxlanSchema } from './vxlan.ts';
import { wireguardSchema } from './wireguard.ts';

export const nodeSchema = z
  .strictObject({
    kind: z
      .string()
      .optional()
      .describe(`A node kind of inventory/kinds.yaml. Default: ${NODE_KIND}.`),
    image: z
      .string()
      .optional()
      .describe("An image of inventory/images.yaml. Default: that of the node's kind."),
    interfaces: named(interfaceSchema).optional(),
    bridges: named(bridgeSchema).optional(),
    containers: named(containerSchema).optional(),
    veth: named(vethSchema).optional(),
    vlan: named(vlanSchema).optional(),
    vxlan: named(vxlanSchema).optional(),
    tun: named(tunSchema).optional(),
    tunnels: named(ipTunnelSchema).optional(),
    vrf: named(vrfSchema).optional(),
    wireguard: named(wireguardSchema).optional(),
    routing: z
      .enum([AUTO, NONE])
      .optional()
      .describe('Whether it is given routes and forwards. Default: as the scenario says.'),
    routes: z.array(routeSchema).optional(),
    rules: z.array(policyRuleSchema).optional(),
    neighbours: z.array(neighbourSchema).optional(),
    fdb: z.array(fdbEntrySchema).optional(),
    sysctls: sysctlsSchema.optional(),
    nat: z.array(natSchema).optional(),
    firewall: firewallSchema.optional(),
    services: named(serviceSchema).optional(),
    run: run.optional(),
  })
  .describe('A machine.');
