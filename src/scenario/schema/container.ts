import { z } from 'zod';
import { MACVLAN_MODE, MACVLAN_NAME } from './defaults.ts';
import { firewallSchema } from './firewall.ts';
import { natSchema } from './nat.ts';
import { routeSchema } from './route.ts';
import { addresses, deviceName, gateways, mtu, named, run, up } from './fields.ts';
import { serviceSchema } from './service.ts';
import { sysctlsSchema } from './sysctls.ts';

const macvlanSchema = z
  .strictObject({
    parent: deviceName.describe('Device of the node that it sits on.'),
    mode: z
      .enum(['bridge', 'private', 'vepa', 'passthru'])
      .optional()
      .describe(`As ip-link(8) describes them. Default: ${MACVLAN_MODE}.`),
    name: deviceName.optional().describe(`Name in the container. Default: ${MACVLAN_NAME}.`),
  })
  .describe('A macvlan device in the container.');

export const containerSchema = z
  .strictObject({
    veth: z
      .tuple([deviceName, deviceName], {
        error: 'expected two names: [end on the node, end in the container]',
      })
      .optional()
      .describe('Names of the veth pair: [end on the node, end in the container].'),
    bridge: deviceName.optional().describe("Bridge that the veth's end on the node is a port of."),
    macvlan: macvlanSchema.optional(),
    address: addresses.optional(),
    pool: z.string().optional().describe('Pool of the scenario that it takes its address from.'),
    gateway: gateways.optional(),
    routes: z.array(routeSchema).optional(),
    sysctls: sysctlsSchema.optional(),
    nat: z.array(natSchema).optional(),
    firewall: firewallSchema.optional(),
    services: named(serviceSchema).optional(),
    run: run.optional(),
    mtu: mtu.optional(),
    up: up.optional(),
  })
  .describe('A network namespace on the node, joined by a veth pair or a macvlan device.');
