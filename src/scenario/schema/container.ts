import { z } from 'zod';
import { containerInterfaceSchema, ipvlanOf, macvlanOf } from './container-interface.ts';
import { IPVLAN_NAME, MACVLAN_NAME } from './defaults.ts';
import { firewallSchema } from './firewall.ts';
import { natSchema } from './nat.ts';
import { policyRuleSchema } from './policy-rule.ts';
import { routeSchema } from './route.ts';
import { addresses, deviceName, gateways, mtu, named, pool, run, up } from './fields.ts';
import { portVlans } from './port-vlans.ts';
import { serviceSchema } from './service.ts';
import { neighbourSchema } from './static-entries.ts';
import { sysctlsSchema } from './sysctls.ts';

const macvlanSchema = z
  .strictObject({
    ...macvlanOf,
    name: deviceName.optional().describe(`Name in the container. Default: ${MACVLAN_NAME}.`),
  })
  .describe('A macvlan device in the container.');

const ipvlanSchema = z
  .strictObject({
    ...ipvlanOf,
    name: deviceName.optional().describe(`Name in the container. Default: ${IPVLAN_NAME}.`),
  })
  .describe('An ipvlan device in the container.');

export const containerSchema = z
  .strictObject({
    network: z
      .enum(['none', 'host'])
      .optional()
      .describe("`none`: only the loopback. `host`: the node's own network, no namespace is made."),
    interfaces: named(containerInterfaceSchema)
      .optional()
      .describe('Its devices, where it has several, by the names that they have in it.'),
    veth: z
      .tuple([deviceName, deviceName], {
        error: 'expected two names: [end on the node, end in the container]',
      })
      .optional()
      .describe('Names of the veth pair: [end on the node, end in the container].'),
    bridge: deviceName.optional().describe("Bridge that the veth's end on the node is a port of."),
    vlans: portVlans.optional(),
    macvlan: macvlanSchema.optional(),
    ipvlan: ipvlanSchema.optional(),
    address: addresses.optional(),
    pool,
    gateway: gateways.optional(),
    routes: z.array(routeSchema).optional(),
    rules: z.array(policyRuleSchema).optional(),
    neighbours: z.array(neighbourSchema).optional(),
    sysctls: sysctlsSchema.optional(),
    nat: z.array(natSchema).optional(),
    firewall: firewallSchema.optional(),
    services: named(serviceSchema).optional(),
    run: run.optional(),
    mtu: mtu.optional(),
    up: up.optional(),
  })
  .describe('A network namespace on the node.');
