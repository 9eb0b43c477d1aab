import { z } from 'zod';
import { deviceEnd } from './device-end.ts';
import { deviceName, mtu, vrf } from './fields.ts';
import { vlanId } from './port-vlans.ts';

/** The VLAN that a device is for, and what it sits on. */
export const vlanOf = {
  parent: deviceName.describe('Device of the node that carries the tagged frames.'),
  id: vlanId.describe('VLAN id (IEEE 802.1Q).'),
};

export const vlanSchema = z
  .strictObject({
    ...vlanOf,
    ...deviceEnd,
    vrf,
    mtu: mtu.optional().describe("Default: the parent's."),
  })
  .describe('An 802.1Q sub-interface: what crosses it is tagged on its parent.');
