/**
 * Templates: machines that were booted once, primed and frozen. A clone maps the frozen memory
 * privately and goes on where the template stopped.
 */
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory, makeDirectory } from '../../lib/directories.ts';
import { HarnessError } from '../../lib/errors.ts';
import { withLock } from '../../lib/lock.ts';
import type { StepContext } from '../provider.ts';
import { demandIntact } from './intact.ts';
import { forgottenIn, noteUse } from './last-use.ts';
import { machineArguments } from './machine-arguments.ts';
import { damageOf, type Origin } from './node-trouble.ts';
import { makeTemplate, primeScript } from './make-template.ts';
import { madeTemplate, type Template, templateFiles } from './template-files.ts';
import type { TemplateRequest } from './template-request.ts';

/** Raised when the way templates are made changes, so that old ones are not used. */
const recipeVersion = 2;

export function templatesDirectory(): string {
  return join(cacheDirectory(), 'templates');
}

/** The template for machines of this shape, made if it is not there yet. @throws HarnessError */
export async function ensureTemplate(
  request: TemplateRequest,
  context: StepContext,
): Promise<Template> {
  const id = templateId(request);
  const directory = join(templatesDirectory(), id);
  if (!existsSync(directory)) {
    makeDirectory(templatesDirectory());
    const onWait = (holder: string): void => {
      context.progress(`template ${id}: waiting for ${holder}, which makes it`);
    };
    await withLock(`${directory}.lock`, { signal: context.signal, onWait }, async () => {
      if (existsSync(directory)) return;
      const base = await baseFor(request, context);
      await orBlame({ image: request.image, template: base }, context.signal, () =>
        makeTemplate({ ...request, directory, base }, context),
      );
      for (const old of forgottenIn(templatesDirectory())) await rm(old, { recursive: true });
    });
  }
  await noteUse(directory);
  const files = templateFiles(directory, request.image.boot);
  await demandIntact(madeTemplate(directory, request.image.boot), context.signal);
  demandWritable(files.memory);
  return { id, directory, ...files };
}

/**
 * QEMU opens memory for writing, though a clone writes to a copy of its own: before 8.2 it has no
 * other way.
 */
function demandWritable(memory: string): void {
  try {
    accessSync(memory, constants.W_OK);
  } catch (error) {
    throw new HarnessError(`${memory} cannot be opened for writing, as QEMU does`, {
      cause: error,
      remedy:
        'make the cache writable, set XDG_CACHE_HOME to a directory that is, or boot the nodes: --no-template',
    });
  }
}

/** What fails because of damage to what it begins with says so. */
async function orBlame(
  origin: Origin,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof HarnessError)) throw error;
    throw (await damageOf(origin)) ?? error;
  }
}

/** NICs are added to the template without any, which saves a boot for every number of them. */
async function baseFor(request: TemplateRequest, context: StepContext): Promise<Template | null> {
  if (request.shape.nics === 0) return null;
  return ensureTemplate({ ...request, shape: { ...request.shape, nics: 0 } }, context);
}

/** Everything that must be the same in a template and its clones. */
function templateId({ image, shape, qemuVersion }: TemplateRequest): string {
  const key = JSON.stringify([
    recipeVersion,
    image.id,
    image.hostKey,
    qemuVersion,
    machineArguments(shape, image.boot),
    shape,
    readFileSync(primeScript, 'utf8'),
    // Such a machine has the host's processor, and what lies in its memory was chosen for it.
    ...(shape.accelerator === 'kvm' ? [hostProcessor(readFileSync('/proc/cpuinfo', 'utf8'))] : []),
  ]);
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return `${image.id}-${shape.accelerator}-${shape.memoryMib}m-${shape.nics}nics-${hash}`;
}

/** Model and abilities of a processor, from proc_cpuinfo(5); a cache may come from another host. */
export function hostProcessor(cpuinfo: string): string {
  const valueOf = (key: string): string =>
    new RegExp(`^${key}\\s*:\\s*(.*)$`, 'm').exec(cpuinfo)?.[1] ?? '';
  return ['vendor_id', 'model name', 'flags'].map(valueOf).join('; ');
}
