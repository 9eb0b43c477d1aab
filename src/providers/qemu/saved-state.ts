/** Saving a machine's devices to a file, and going on from there; memory stays in its own file. */
import { existsSync } from 'node:fs';
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import type { Qmp } from './qmp.ts';

const deadlineMs = 60_000;

/** RAM that lies in a shared file is not written to the stream (QEMU, docs/devel/migration). */
async function leaveMemoryOut(qmp: Qmp): Promise<void> {
  await qmp.execute('migrate-set-capabilities', {
    capabilities: [{ capability: 'x-ignore-shared', state: true }],
  });
}

/** Stops the machine and saves its devices. @throws HarnessError */
export async function saveState(qmp: Qmp, file: string, signal: AbortSignal): Promise<void> {
  await qmp.execute('stop');
  await leaveMemoryOut(qmp);
  // QEMU is done when it has written to the pipe; the file is complete when it has its name.
  const part = shellQuote(`${file}.part`);
  await qmp.execute('migrate', { uri: `exec:cat >${part} && mv ${part} ${shellQuote(file)}` });
  const { value } = await poll(
    async () => {
      const { status, 'error-desc': reason } = (await qmp.execute('query-migrate')) as {
        readonly status?: string;
        readonly 'error-desc'?: string;
      };
      if (status === 'failed' || status === 'cancelled') {
        throw new HarnessError(`QEMU could not save the template: ${reason ?? status}`, {
          remedy: `make sure that there is room for ${file}`,
        });
      }
      return status === 'completed' && existsSync(file) ? true : null;
    },
    { signal, deadlineMs, firstPauseMs: 5, maxPauseMs: 50 },
  );
  if (value === null) {
    throw new HarnessError(`${file} was not written within ${deadlineMs / 1000} s`, {
      remedy: 'make sure that there is room for it',
    });
  }
}

/** Loads the devices into a machine that waits for them, and lets it run. @throws HarnessError */
export async function resumeState(qmp: Qmp, file: string, signal: AbortSignal): Promise<void> {
  await leaveMemoryOut(qmp);
  await qmp.execute('migrate-incoming', { uri: `exec:cat ${shellQuote(file)}` });
  const { value } = await poll(
    async () => {
      const { status } = (await qmp.execute('query-status')) as { readonly status: string };
      return status === 'inmigrate' ? null : true;
    },
    { signal, deadlineMs, firstPauseMs: 2, maxPauseMs: 20 },
  );
  if (value === null) {
    throw new HarnessError(`${file} could not be loaded within ${deadlineMs / 1000} s`);
  }
  await qmp.execute('cont');
}
