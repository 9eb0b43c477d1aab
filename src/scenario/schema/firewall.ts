import { z } from 'zod';
import { FILTER_POLICY } from './defaults.ts';
import { deviceName, oneOrMany, port } from './fields.ts';
import { networkText } from './text.ts';

export const filterRuleSchema = z
  .strictObject({
    verdict: z
      .enum(['accept', 'drop', 'reject'])
      .describe('`reject` answers with an ICMP error: port unreachable.'),
    from: networkText.optional().describe('Source. Default: any.'),
    to: networkText.optional().describe('Destination. Default: any.'),
    in: deviceName.optional().describe('Device that the packet came in by. Default: any.'),
    out: deviceName.optional().describe('Device that it leaves by. Default: any.'),
    protocol: z.enum(['tcp', 'udp', 'icmp', 'icmp6']).optional().describe('Default: any.'),
    port: oneOrMany(port).optional().describe('Destination port or ports. Default: any.'),
    state: oneOrMany(z.enum(['new', 'established', 'related', 'invalid']))
      .optional()
      .describe('As connection tracking has it. Default: any.'),
  })
  .describe('What becomes of packets that are as said.');

const chainSchema = z
  .strictObject({
    policy: z
      .enum(['accept', 'drop'])
      .optional()
      .describe(`For packets that no rule takes. Default: ${FILTER_POLICY}.`),
    rules: z
      .array(filterRuleSchema)
      .optional()
      .describe('In order: the first that takes a packet decides.'),
  })
  .describe('A chain of rules.');

export const firewallSchema = z
  .strictObject({
    input: chainSchema.optional().describe('For packets to the namespace itself.'),
    forward: chainSchema
      .optional()
      .describe(
        'For packets that it forwards; those of a bridge only where ' +
          'net.bridge.bridge-nf-call-iptables is 1.',
      ),
    output: chainSchema.optional().describe('For packets that it sends itself.'),
  })
  .describe('Packet filter.');
