import { HarnessError } from '../lib/errors.ts';
import type { Transport } from '../transport/transport.ts';

/** The release of the kernel that a node runs: `6.12.107+deb13-cloud-amd64`. */
export async function runningKernel(transport: Transport): Promise<string> {
  // Built-ins of the shell alone: an emulated node starts processes slowly.
  const script = 'read -r _ _ release _ </proc/version && echo "$release"';
  const { stdout, stderr, exitCode } = await transport.exec(['sh', '-c', script]);
  if (exitCode !== 0) throw new HarnessError(`the node does not know its kernel: ${stderr.trim()}`);
  return stdout.trim();
}
