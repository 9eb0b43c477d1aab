import { z } from 'zod';
import { checkBase } from './check-base.ts';
import { BGP_STATE } from './defaults.ts';
import { addressText, endpointText, networkText } from './text.ts';

export const bgpSchema = z
  .strictObject({
    at: endpointText.describe('Where the daemon runs that is asked.'),
    neighbor: addressText.describe('The neighbor, by the address that its `bird` service has.'),
    state: z
      .enum(['established', 'down'])
      .optional()
      .describe(`Whether the session is \`established\` or \`down\`. Default: ${BGP_STATE}.`),
    prefixes: z
      .array(networkText)
      .optional()
      .describe(
        'All that was received from the neighbor, in any order; the kernel must have a route of the ' +
          "daemon's to each. Default: any.",
      ),
    ...checkBase,
  })
  .describe('A session of a BGP daemon, and what came of it.');
