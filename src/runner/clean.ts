/** Removes what nobody needs any more on this host. */
import type { Progress, Provider, StepContext, Swept } from '../providers/provider.ts';
import { allProviders } from './providers.ts';
import { cleanEvidence } from './recorder/evidence.ts';
import { removeRemains } from './remains.ts';

/**
 * Removes what dead runs have left, and what was not used for long. With `all` also kept labs and
 * recordings.
 */
export async function cleanHost(options: {
  readonly all: boolean;
  readonly progress: Progress;
}): Promise<Swept> {
  const { all, progress } = options;
  const remains = await removeRemains(all, { progress, signal: new AbortController().signal });
  const removed = [...remains.removed, ...(await cleanEvidence(all))];
  const left = [...remains.left];
  for (const provider of await allProviders()) {
    const swept = await provider.sweep({ forgotten: true });
    removed.push(...swept.removed);
    left.push(...swept.left);
  }
  return { removed, left };
}

/**
 * What a run begins with: nobody has to clean up after one that was killed. What cannot be removed
 * is told of, and stops no run.
 * @throws the signal's reason
 */
export async function cleanUpAfterOthers(provider: Provider, context: StepContext): Promise<void> {
  const { signal, progress } = context;
  const attempt = async (work: () => Promise<Swept>): Promise<Swept> => {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      return { removed: [], left: [error instanceof Error ? error.message : String(error)] };
    }
  };
  const swept = [
    await attempt(() => removeRemains(false, context)),
    await attempt(async () => ({ removed: await cleanEvidence(false), left: [] })),
    await attempt(() => provider.sweep({ forgotten: false })),
  ];
  for (const what of swept.flatMap(({ removed }) => removed)) {
    progress(`a run that died has left ${what}: removed`);
  }
  for (const what of swept.flatMap(({ left }) => left)) {
    progress(`a run that died has left something that cannot be removed: ${what}`);
  }
}
