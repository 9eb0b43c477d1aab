import type { Access } from '../providers/provider.ts';
import { openNetns } from './netns/open.ts';
import type { OpenOptions } from './open-options.ts';
import { openSsh } from './ssh/open.ts';
import type { Transport } from './transport.ts';

/**
 * Connects to a node that may still be starting, and returns when a command has answered.
 * @throws HarnessError when the deadline passes, the node is gone, or trying again cannot help
 */
export function openTransport(access: Access, options: OpenOptions): Promise<Transport> {
  switch (access.kind) {
    case 'ssh':
      return openSsh(access, options);
    case 'netns':
      return openNetns(access, options);
  }
}
