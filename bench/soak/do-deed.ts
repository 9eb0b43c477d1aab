import { setTimeout as pause } from 'node:timers/promises';
import { poll } from '../../src/lib/poll.ts';
import { processesOf } from '../../test/vm/leftovers.ts';
import type { PrivateHost, Started } from '../../test/vm/wirelab.ts';
import type { Deed } from './judge.ts';
import { machinesOf } from './lab-machines.ts';
import type { Random } from './random.ts';

/** Whoever presses Ctrl-C twice does so within this time. */
const REPEAT_WITHIN_MS = 1500;

/** Does it to a run as soon as that can be. Returns what was done; null when the run was quicker. */
export async function doDeed(
  deed: Deed,
  run: Started,
  { host, random }: { readonly host: PrivateHost; readonly random: Random },
): Promise<string | null> {
  switch (deed.kind) {
    case 'signal': {
      if (!run.kill(deed.signal)) return null;
      if (deed.times === 2) {
        await Promise.race([pause(random.fraction() * REPEAT_WITHIN_MS), run.ended]);
        run.kill(deed.signal);
      }
      return deed.times === 1 ? deed.signal : `${deed.signal} twice`;
    }
    case 'machine':
      return killOne(run, random, () =>
        machinesOf(host).map(({ pid, node }) => ({ pid, name: `the machine of ${node}` })),
      );
    case 'helper':
      return killOne(run, random, () => {
        const machines = new Set(machinesOf(host).map(({ pid }) => pid));
        return processesOf(host)
          .filter(({ pid, command }) => !machines.has(pid) && !command.includes('wirelab.mjs'))
          .map(({ pid, command }) => ({ pid, name: shortened(command) }));
      });
  }
}

interface Victim {
  readonly pid: number;
  readonly name: string;
}

async function killOne(
  run: Started,
  random: Random,
  find: () => readonly Victim[],
): Promise<string | null> {
  let hasEnded = false;
  void run.ended.then(() => (hasEnded = true));
  const look = (): Promise<readonly Victim[] | null> => {
    const victims = find();
    return Promise.resolve(victims.length > 0 || hasEnded ? victims : null);
  };
  const { value } = await poll(look, { deadlineMs: 60_000, firstPauseMs: 5, maxPauseMs: 20 });
  if (value === null || value.length === 0) return null;
  const { pid, name } = random.pick(value);
  try {
    process.kill(pid, 'SIGKILL');
    return `SIGKILL of ${name}`;
  } catch {
    return null; // It ended by itself.
  }
}

function shortened(command: string): string {
  const line = command.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 60)}…`;
}
