import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { COUNTERS_UNIT } from './defaults.ts';
import { during } from './during.ts';
import { deviceText, endpointText } from './text.ts';

const bound = z.int().min(0).optional();

export const countersSchema = z
  .strictObject({
    at: endpointText.describe('Where the device is.'),
    dev: deviceText.describe('Device whose counters are read.'),
    during,
    unit: z
      .enum(['packets', 'bytes'])
      .optional()
      .describe(`What is counted: \`packets\` or \`bytes\`. Default: ${COUNTERS_UNIT}.`),
    rx_at_least: bound.describe('Lower bound on what it received.'),
    rx_at_most: bound.describe('Upper bound on what it received.'),
    tx_at_least: bound.describe('Lower bound on what it sent.'),
    tx_at_most: bound.describe('Upper bound on what it sent.'),
    unchanged: z.literal(true).optional().describe('It neither received nor sent anything.'),
    ...checkBase,
  })
  .describe('What a device counted during a ping.');
