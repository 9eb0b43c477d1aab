import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { during } from './during.ts';
import { oneOrMany, port } from './fields.ts';
import { deviceText, endpointText, networkText, targetText } from './text.ts';

const end = z.union([networkText, targetText]).optional();

const fields = {
  from: end.describe('Source: an address, a network, or an endpoint (any of its addresses).'),
  to: end.describe('Destination, likewise.'),
  protocol: z
    .enum(['arp', 'ip', 'icmp', 'tcp', 'udp', 'gre', 'ipip'])
    .optional()
    .describe('`arp`, `ip`, `icmp`, `tcp`, `udp`, `gre` or `ipip`, of either family.'),
  type: z
    .enum(['request', 'reply'])
    .optional()
    .describe('`request` or `reply`, of ARP or of an ICMP echo.'),
  port: port.optional().describe('Port of TCP or UDP, at either end.'),
  to_port: port.optional().describe('Destination port of TCP or UDP.'),
  vlan: z
    .union([z.int().min(1).max(4094), z.literal('none')])
    .optional()
    .describe('Outermost 802.1Q tag; `none` is a frame without one.'),
};

const inner = z.strictObject(fields).describe('What the tunnel carries.');

const packet = z
  .strictObject({
    ...fields,
    vni: z
      .int()
      .min(0)
      .max(0xff_ff_ff)
      .optional()
      .describe('VXLAN network identifier: it is a VXLAN packet with it.'),
    inner: inner
      .optional()
      .describe('What it carries: it is a packet of a tunnel that can be looked into.'),
  })
  .describe('A packet: all that is given must hold.');

const device = z
  .strictObject({
    at: endpointText.describe('Where the device is.'),
    dev: deviceText.describe('The device.'),
  })
  .describe('A device of a node or container.');

export const captureSchema = z
  .strictObject({
    on: oneOrMany(
      z.union([z.string({ error: 'expected the name of a segment' }).min(1), device]),
    ).describe('A segment, or a device; or several, each for itself.'),
    during,
    seen: z.array(packet).min(1).optional().describe('Packets of which one each must be seen.'),
    not_seen: z.array(packet).min(1).optional().describe('Packets of which none may be seen.'),
    control: during
      .optional()
      .describe('A ping that must be seen, where that of `during` may not be seen at all.'),
    ...checkBase,
  })
  .describe('What crosses a segment or a device during a ping.');
