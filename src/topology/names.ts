import { createHash } from 'node:crypto';
import type { Endpoint } from './model.ts';

/**
 * The MAC address of a device: the same in every run, different for every device of a scenario.
 * Unicast and locally administered (IEEE 802c).
 */
export function macFor(scenario: string, at: Endpoint, device: string): string {
  const digest = createHash('sha256')
    .update([scenario, at.node, at.container ?? '', device].join('\0'))
    .digest('hex');
  const octets = digest.match(/../g) ?? [];
  return ['02', ...octets.slice(0, 5)].join(':');
}
