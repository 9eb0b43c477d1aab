import { z } from 'zod';
import { IPVLAN_MODE, MACVLAN_MODE } from './defaults.ts';
import { deviceEnd } from './device-end.ts';
import { deviceName, mtu } from './fields.ts';
import { vlanOf } from './vlan.ts';

/** What a macvlan device sits on, and how. */
export const macvlanOf = {
  parent: deviceName.describe('Device of the node that it sits on.'),
  mode: z
    .enum(['bridge', 'private', 'vepa', 'passthru'])
    .optional()
    .describe(`As ip-link(8) describes them. Default: ${MACVLAN_MODE}.`),
};

/** What an ipvlan device sits on, and how. */
export const ipvlanOf = {
  parent: deviceName.describe('Device of the node that it sits on, and whose MAC address it has.'),
  mode: z
    .enum(['l2', 'l3', 'l3s'])
    .optional()
    .describe(`As ip-link(8) describes them. Default: ${IPVLAN_MODE}.`),
};

export const containerInterfaceSchema = z
  .strictObject({
    veth: deviceName.optional().describe("A veth pair; the name of its end on the node's side."),
    macvlan: z.strictObject(macvlanOf).optional().describe('A macvlan device.'),
    ipvlan: z.strictObject(ipvlanOf).optional().describe('An ipvlan device.'),
    vlan: z.strictObject(vlanOf).optional().describe('An 802.1Q sub-interface.'),
    ...deviceEnd,
    bridge: deviceName.optional().describe("Bridge that the veth's end on the node is a port of."),
    mtu: mtu.optional(),
  })
  .describe('A device of the container: a veth pair, a macvlan or ipvlan device, or a VLAN.');
