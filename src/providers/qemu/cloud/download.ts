/** Downloads that go on where they stopped, and count only when their checksum is right. */
import { rename, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { HarnessError } from '../../../lib/errors.ts';
import { sha256Of } from '../../../lib/sha256.ts';
import type { StepContext } from '../../provider.ts';
import { fetchPart, type Part, PartRefused, sizeOf, tagFile } from './fetch-part.ts';
import { megabytes } from './progress-news.ts';

export interface Download {
  /** What is downloaded, for people: `image fedora`. */
  readonly what: string;
  readonly url: string;
  /** In lower case. */
  readonly sha256: string;
  /** Where it will be; with `.part` behind its name, what has come so far. */
  readonly file: string;
}

interface Patience {
  /** So often in a row without a new byte, and it is given up. */
  readonly tries: number;
  /** Doubles from try to try. */
  readonly firstPauseMs: number;
  /** Without a byte for so long, a connection counts as lost. */
  readonly stallMs: number;
}

const usualPatience: Patience = { tries: 5, firstPauseMs: 250, stallMs: 30_000 };

/**
 * @throws HarnessError with what to do; another call goes on, or begins anew, by itself
 * @throws the signal's reason
 */
export async function download(
  order: Download,
  context: StepContext,
  patience = usualPatience,
): Promise<void> {
  const { what, url, sha256, file } = order;
  const part = { what, url, file: `${file}.part`, stallMs: patience.stallMs };
  const hadSome = sizeOf(part.file) > 0;
  await fetchAll(part, context, patience);
  let found = await sha256Of(part.file, context.signal);
  if (found !== sha256 && hadSome) {
    context.progress(`${what}: what was here before does not fit; once more from the beginning`);
    await discard(part);
    await fetchAll(part, context, patience);
    found = await sha256Of(part.file, context.signal);
  }
  if (found !== sha256) {
    await discard(part);
    throw new HarnessError(
      `${what}: ${url} has another checksum: expected sha256 ${sha256}, found ${found}`,
      {
        remedy:
          'look what its publisher says: if that is what was found, write it into images.yaml, else do not use it',
      },
    );
  }
  await rm(tagFile(part), { force: true });
  await rename(part.file, file);
}

async function discard(part: Part): Promise<void> {
  await rm(part.file, { force: true });
  await rm(tagFile(part), { force: true });
}

/** Tries until all of it is there. What came before an interruption is kept. */
async function fetchAll(part: Part, context: StepContext, patience: Patience): Promise<void> {
  for (let vain = 0; ;) {
    const before = sizeOf(part.file);
    try {
      await fetchPart(part, context);
      return;
    } catch (error) {
      context.signal.throwIfAborted();
      if (error instanceof HarnessError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof PartRefused) await discard(part);
      vain = sizeOf(part.file) > before ? 1 : vain + 1;
      if (vain >= patience.tries) throw givenUp(part, reason, error);
      context.progress(`${part.what}: ${reason}; trying again`);
      await wait(patience.firstPauseMs * 2 ** (vain - 1), context.signal);
    }
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}

function givenUp({ what, url, file }: Part, reason: string, cause: unknown): HarnessError {
  const size = sizeOf(file);
  const [kept, remedy] =
    size === 0
      ? ['', 'look at the address in images.yaml and at the way to that server, and run it again']
      : [`; ${megabytes(size)} MB are here`, 'run it again: it goes on where it stopped'];
  return new HarnessError(`${what}: ${url} cannot be downloaded: ${reason}${kept}`, {
    ...{ cause, remedy },
  });
}
