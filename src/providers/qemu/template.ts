/**
 * Templates: machines that were booted once, primed and frozen. A clone maps the frozen memory
 * privately and goes on where the template stopped.
 */
import { createHash } from 'node:crypto';
import { constants, existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheDirectory } from '../../lib/directories.ts';
import { withLock } from '../../lib/lock.ts';
import { killProcesses } from '../../lib/marked-processes.ts';
import { ownIdentity } from '../../lib/process-identity.ts';
import { projectRoot } from '../../lib/project-root.ts';
import type { OpenNodeShell, StepContext } from '../provider.ts';
import { accessTo } from './access.ts';
import type { Image } from './image.ts';
import { type LabNamespace, openNamespace } from './lab-namespace.ts';
import {
  fileMemory,
  machineArguments,
  type MachineShape,
  mgmtArguments,
  nicDevice,
} from './machine-arguments.ts';
import { causeOfDeath, killMachine, machineFiles, startMachine } from './machine.ts';
import type { Qmp } from './qmp.ts';
import { resumeState, saveState } from './saved-state.ts';

export interface Template {
  readonly id: string;
  /** The guest's memory. */
  readonly memory: string;
  /** The state of its devices. */
  readonly state: string;
}

export interface TemplateRequest {
  readonly image: Image;
  readonly shape: MachineShape;
  readonly qemuVersion: string;
  readonly openShell: OpenNodeShell;
}

const bootDeadlineMs = 240_000;

const primeScript = join(projectRoot, 'image', 'prime.sh');

/** Raised when the way templates are made changes, so that old ones are not used. */
const recipeVersion = 1;

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
    await mkdir(templatesDirectory(), { recursive: true });
    const onWait = (holder: string): void => {
      context.progress(`template ${id}: waiting for ${holder}, which makes it`);
    };
    await withLock(`${directory}.lock`, { signal: context.signal, onWait }, async () => {
      if (!existsSync(directory)) await makeTemplate(request, directory, context);
    });
  }
  return templateIn(directory);
}

/** Everything that must be the same in a template and its clones. */
function templateId({ image, shape, qemuVersion }: TemplateRequest): string {
  const key = JSON.stringify([
    recipeVersion,
    image.id,
    qemuVersion,
    machineArguments(shape, image),
    shape,
    readFileSync(primeScript, 'utf8'),
  ]);
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return `${image.id}-${shape.accelerator}-${shape.memoryMib}m-${shape.nics}nics-${hash}`;
}

function templateIn(directory: string): Template {
  return {
    id: basename(directory),
    memory: join(directory, 'memory'),
    state: join(directory, 'state'),
  };
}

async function makeTemplate(
  request: TemplateRequest,
  directory: string,
  context: StepContext,
): Promise<void> {
  const { nics } = request.shape;
  const base =
    nics === 0
      ? null
      : await ensureTemplate({ ...request, shape: { ...request.shape, nics: 0 } }, context);
  const startedAt = performance.now();
  const id = basename(directory);
  const work = await mkdtemp(join(templatesDirectory(), `.making-${ownIdentity}-`));
  const namespace = await openNamespace({ id: `template-${basename(work)}`, directory: work });
  try {
    const building = { request, work, namespace, context };
    await (base === null ? bootBase(building) : addNics(building, base));
    await writeFile(
      join(work, 'template.json'),
      `${JSON.stringify({ image: request.image.id, ...request.shape, qemu: request.qemuVersion }, null, 2)}\n`,
    );
    await killMachine(machineFiles(join(work, 'machine')));
    await rm(join(work, 'machine'), { recursive: true });
    await rm(join(work, 'namespace'));
    await rename(work, directory);
  } finally {
    await killMachine(machineFiles(join(work, 'machine')));
    await killProcesses([namespace.holder]);
    await rm(work, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  context.progress(`template ${id}: made in ${seconds} s`);
}

interface Building {
  readonly request: TemplateRequest;
  readonly work: string;
  readonly namespace: LabNamespace;
  readonly context: StepContext;
}

/** Boots a machine without data NICs, primes it and freezes it. */
async function bootBase(building: Building): Promise<void> {
  const { context, work } = building;
  context.progress('template: booting a node');
  const qmp = await startBuilder(building, []);
  const script = readFileSync(primeScript, 'utf8');
  await inShell(building, async (run) => {
    context.progress('template: priming the node');
    await run(script);
  });
  await saveState(qmp, templateIn(work).state, context.signal);
  qmp.close();
}

/** Restores the template without data NICs, plugs the NICs in and freezes it again. */
async function addNics(building: Building, base: Template): Promise<void> {
  const { context, request, work } = building;
  const { nics } = request.shape;
  context.progress(`template: adding ${nics} ${nics === 1 ? 'NIC' : 'NICs'}`);
  await copyFile(base.memory, templateIn(work).memory, constants.COPYFILE_FICLONE);
  const qmp = await startBuilder(building, ['-incoming', 'defer', '-S']);
  await resumeState(qmp, base.state, context.signal);
  for (let index = 0; index < nics; index++) {
    await qmp.execute('netdev_add', { type: 'hubport', id: `data${index}`, hubid: index + 1 });
    await qmp.execute('device_add', nicDevice(index));
  }
  await inShell(building, async (run) => {
    await run(waitForNics(nics));
  });
  await saveState(qmp, templateIn(work).state, context.signal);
  qmp.close();
}

function waitForNics(nics: number): string {
  return [
    'tries=0',
    'while set -- /sys/bus/pci/devices/*/virtio*/net/eth*;' +
      ` [ ! -e "$1" ] || [ $# -lt ${nics} ]; do`,
    '  tries=$((tries + 1))',
    '  [ "$tries" -lt 300 ] || { echo "NICs are missing" >&2; exit 1; }',
    '  sleep 0.1',
    'done',
  ].join('\n');
}

/** The loopback address of the builder's sshd; it is alone in its namespace. */
const builderAddress = '127.0.0.1';

async function startBuilder(building: Building, extra: readonly string[]): Promise<Qmp> {
  const { request, work, namespace, context } = building;
  const { shape, image } = request;
  const argv = [
    ...machineArguments(shape, image),
    ...fileMemory(shape, templateIn(work).memory, 'shared'),
    ...mgmtArguments(builderAddress),
    ...extra,
  ];
  const files = machineFiles(join(work, 'machine'));
  const { qmp } = await startMachine(
    { lab: `template-${basename(work)}`, namespace, files, argv },
    context.signal,
  );
  return qmp;
}

async function inShell(
  building: Building,
  use: (run: (script: string) => Promise<string>) => Promise<void>,
): Promise<void> {
  const { request, work, namespace, context } = building;
  const files = machineFiles(join(work, 'machine'));
  const shell = await request.openShell(accessTo(request.image, namespace, builderAddress), {
    ...context,
    node: 'the template',
    deadlineMs: bootDeadlineMs,
    alive: () => Promise.resolve(causeOfDeath(files)),
  });
  try {
    await use((script) => shell.run(script));
  } finally {
    await shell.close();
  }
}
