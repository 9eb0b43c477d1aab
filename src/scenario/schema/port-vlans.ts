import { z } from 'zod';
import { oneOrMany } from './fields.ts';

/** VLAN ids of 1 to 4094; a rule says so, with the reason. */
export const vlanId = z.int().meta({ title: 'VLAN id', minimum: 1, maximum: 4094 });

/** What a port of a VLAN-aware bridge carries. */
export const portVlans = z
  .strictObject({
    untagged: vlanId.optional().describe('VLAN of frames without a tag, in and out.'),
    tagged: oneOrMany(vlanId).optional().describe('VLANs whose frames have their tag.'),
  })
  .describe('VLANs of the port of a bridge with `vlan_filtering`. Default: VLAN 1, untagged.');
