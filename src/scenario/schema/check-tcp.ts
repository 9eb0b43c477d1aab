import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { TCP_EXPECT } from './defaults.ts';
import { ends, port } from './fields.ts';
import { targetText } from './text.ts';

export const tcpSchema = z
  .strictObject({
    ...ends,
    port: port.describe('TCP port.'),
    expect: z
      .enum(['connected', 'refused', 'rejected', 'silence', 'no_route'])
      .optional()
      .describe(
        'How the attempt must end: `connected`, `refused`, `rejected`, `silence` or `no_route`. ' +
          `Default: ${TCP_EXPECT}.`,
      ),
    control: z
      .union([
        targetText,
        z.strictObject({
          to: targetText.describe('The target.'),
          port: port.describe('TCP port, where somebody listens.'),
        }),
      ])
      .optional()
      .describe(
        'Unless a connection is expected: what the same source must reach in the same run, by ping, ' +
          'or with a port by TCP. Default: chosen for you.',
      ),
    ...checkBase,
  })
  .describe('Every source opens a TCP connection to every target.');
