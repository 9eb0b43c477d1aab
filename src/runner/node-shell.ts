import { HarnessError } from '../lib/errors.ts';
import type { OpenNodeShell } from '../providers/provider.ts';
import { openSsh } from '../transport/ssh/open.ts';

/** A provider's shell on a node, over SSH. */
export const openNodeShell: OpenNodeShell = async (access, options) => {
  const transport = await openSsh(access, options);
  return {
    async run(script) {
      const { exitCode, stdout, stderr } = await transport.exec(['sh', '-s'], {
        stdin: script,
        timeoutMs: options.deadlineMs,
        signal: options.signal,
      });
      if (exitCode === 0) return stdout;
      throw new HarnessError(`a command on ${options.node} failed: ${stderr.trim()}`);
    },
    close: () => transport.close(),
  };
};
