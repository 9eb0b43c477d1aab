import { z } from 'zod';
import { deviceEnd, endContainer } from './device-end.ts';
import { deviceName, mtu, vrf } from './fields.ts';

const peerSchema = z
  .strictObject({ name: deviceName, container: endContainer, ...deviceEnd, vrf })
  .describe('The other end.');

export const vethSchema = z
  .strictObject({
    container: endContainer,
    ...deviceEnd,
    vrf,
    mtu: mtu.optional().describe('Of both ends. Default: that of a bridge at either end, or 1500.'),
    peer: peerSchema,
  })
  .describe('A veth pair, under the name of one of its ends.');
