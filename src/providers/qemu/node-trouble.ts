/** Why a node does not answer, as far as this host can tell. */
import { tmpdir } from 'node:os';
import { HarnessError } from '../../lib/errors.ts';
import { type Image, madeImage } from './image.ts';
import { blame } from './intact.ts';
import { causeOfDeath, type MachineFiles } from './machine.ts';
import { openQmp } from './qmp.ts';
import { madeTemplate, type Template } from './template-files.ts';

/** What a node was started from. */
export interface Origin {
  readonly image: Image;
  /** Null for one that was booted. */
  readonly template: Template | null;
}

/** A restored node answers after a second or two; a busy host may need more. */
const suspiciousMs = 15_000;

/**
 * What of a node's origin is damaged, or null. All of it is read, and what is damaged is removed, so
 * that the next run makes it anew.
 */
export async function damageOf({ image, template }: Origin): Promise<HarnessError | null> {
  const { signal } = new AbortController();
  const made = [
    ...(template === null ? [] : [madeTemplate(template.directory, image.boot)]),
    madeImage(image, image.directory),
  ];
  for (const each of made) {
    const damage = await blame(each, signal);
    if (damage !== null) return damage;
  }
  return null;
}

/** Asked again and again while a node does not answer; looks for damage once. */
export function troubleWith(origin: Origin, files: MachineFiles): () => Promise<string | null> {
  const startedAt = performance.now();
  let hasLooked = false;
  return async () => {
    const cause = causeOfDeath(files) ?? (await fullDisk(origin, files));
    const isLate = origin.template !== null && performance.now() - startedAt > suspiciousMs;
    if (hasLooked || (cause === null && !isLate)) return cause;
    hasLooked = true;
    const damage = await damageOf(origin);
    return damage === null ? cause : `${damage.message}; ${damage.remedy ?? ''}`;
  };
}

/** QEMU stops a machine whose writes have no room. */
async function fullDisk({ image }: Origin, files: MachineFiles): Promise<string | null> {
  if (image.boot.kind === 'kernel') return null;
  try {
    const { signal } = new AbortController();
    const qmp = await openQmp(files.qmp, () => undefined, signal);
    const { status } = (await qmp.execute('query-status')) as { readonly status: string };
    qmp.close();
    if (status !== 'io-error') return null;
  } catch (error) {
    if (error instanceof HarnessError) return null;
    throw error;
  }
  return `no space left in ${temporaryDirectory()} for what it writes to its disk`;
}

/** Where QEMU keeps what is dropped in the end (qemu(1), `-snapshot`). */
function temporaryDirectory(): string {
  return process.env['TMPDIR'] === undefined ? '/var/tmp' : tmpdir();
}
