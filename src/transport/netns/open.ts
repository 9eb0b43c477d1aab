import { HarnessError } from '../../lib/errors.ts';
import type { NetnsAccess } from '../../providers/provider.ts';
import type { OpenOptions } from '../open-options.ts';
import type { Transport } from '../transport.ts';
import { netnsTransport } from './netns-transport.ts';

/**
 * Makes sure that a command answers in the node.
 * @throws HarnessError when it does not
 * @throws the signal's reason
 */
export async function openNetns(
  access: NetnsAccess,
  { node = 'the node', alive, greeting, deadlineMs, signal }: OpenOptions,
): Promise<Transport> {
  const transport = netnsTransport(access, { name: node, alive });
  try {
    const { exitCode, stdout, stderr, timedOut } = await transport.exec(
      ['sh', '-c', greeting?.line ?? ':'],
      { timeoutMs: deadlineMs, signal },
    );
    if (exitCode !== 0) {
      const why = timedOut ? 'no answer to the first command' : stderr.trim();
      throw new HarnessError(`${node} does not answer: ${why}`);
    }
    greeting?.onAnswer(stdout);
    return transport;
  } catch (error) {
    await transport.close();
    throw error;
  }
}
