/** Makes a template: boots a machine or restores one, brings it into shape, and freezes it. */
import { constants, readFileSync } from 'node:fs';
import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { whileSpaceLasts } from '../../lib/disk-space.ts';
import { hostCommand } from '../../lib/host-command.ts';
import { killProcessesOf } from '../../lib/marked-processes.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { makeWorkDirectory } from '../../lib/work-directories.ts';
import type { StepContext } from '../provider.ts';
import { accessTo } from './access.ts';
import { type LabNamespace, openNamespace } from '../lab-network/lab-namespace.ts';
import { recordFiles } from './intact.ts';
import { bootDeadlinesMs } from './image.ts';
import {
  type Boot,
  fileMemory,
  machineArguments,
  mgmtArguments,
  nicDevice,
  nicSlot,
  slotName,
} from './machine-arguments.ts';
import { causeOfDeath, machineFiles, startMachine } from './machine.ts';
import type { Qmp } from './qmp.ts';
import { resumeState, saveState } from './saved-state.ts';
import { demandTools, noteKernel, primingOf } from './priming.ts';
import { bootFrom, madeTemplate, type TemplateFiles, templateFiles } from './template-files.ts';
import type { TemplateRequest } from './template-request.ts';

export interface TemplateOrder extends TemplateRequest {
  /** Where the template will be. */
  readonly directory: string;
  /** The template without data NICs, to begin with; null boots a machine. */
  readonly base: TemplateFiles | null;
}

/** Begins the name of a directory in which a template is made. */
export const makingPrefix = '.making-';

export const primeScript = join(projectRoot, 'image', 'prime.sh');

/** The loopback address of the builder's sshd; it is alone in its namespace. */
const builderAddress = '127.0.0.1';

/** Made beside its place, which it takes when it is complete. @throws HarnessError */
export async function makeTemplate(order: TemplateOrder, context: StepContext): Promise<void> {
  const startedAt = performance.now();
  const { image, shape, qemuVersion, directory } = order;
  const id = basename(directory);
  const work = await makeWorkDirectory(dirname(directory), makingPrefix);
  const mark = `template-${basename(work)}`;
  const machine = join(work, 'machine');
  try {
    const namespace = await openNamespace({ id: mark, directory: work });
    const making = { order, work, mark, machine, namespace, context };
    await whileSpaceLasts(work, spaceNeeded(order), () => freeze(making));
    await killProcessesOf(mark);
    await rm(machine, { recursive: true });
    await rm(join(work, 'namespace'));
    const facts = { image: image.id, ...shape, qemu: qemuVersion };
    await writeFile(join(work, 'template.json'), `${JSON.stringify(facts, null, 2)}\n`);
    await recordFiles(madeTemplate(work, image.boot));
    await rename(work, directory);
  } finally {
    await killProcessesOf(mark);
    await rm(work, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  context.progress(`template ${id}: made in ${seconds} s`);
}

/** Its memory in full, and what a boot writes to a disk of its own, in bytes. */
function spaceNeeded({ shape, image }: TemplateOrder): number {
  const writtenMib = image.boot.kind === 'disk' ? 256 : 0;
  return (shape.memoryMib + writtenMib + 8) * 1024 * 1024;
}

interface Making {
  readonly order: TemplateOrder;
  readonly work: string;
  readonly mark: string;
  /** Directory of the machine. */
  readonly machine: string;
  readonly namespace: LabNamespace;
  readonly context: StepContext;
}

async function freeze(making: Making): Promise<void> {
  const { order, work, mark, machine, namespace, context } = making;
  const { base, image, shape } = order;
  const files = templateFiles(work, image.boot);
  const { memory, state } = files;
  if (base !== null) await copyFile(base.memory, memory, constants.COPYFILE_FICLONE);
  await layDisk(making, files);
  const argv = [
    ...machineArguments(shape, keepingWrites(image.boot, files)),
    ...fileMemory(shape, memory, 'shared'),
    ...mgmtArguments(builderAddress),
    ...(base === null ? [] : ['-incoming', 'defer', '-S']),
  ];
  const spec = { lab: mark, namespace, files: machineFiles(machine), argv };
  await startMachine(spec, context.signal, async (qmp) => {
    if (base === null) {
      await prime(making);
    } else {
      await resumeState(qmp, base.state, context.signal);
      await addNics(making, qmp);
    }
    await saveState(qmp, state, context.signal);
  });
}

/** A disk of the template's own over the image's; its writes go on where those of the base stopped. */
async function layDisk({ order, context }: Making, { disk }: TemplateFiles): Promise<void> {
  const { base, image } = order;
  if (disk === null || image.boot.kind === 'kernel') return;
  if (base?.disk != null) {
    await copyFile(base.disk, disk, constants.COPYFILE_FICLONE);
    return;
  }
  const backing = ['-b', image.boot.disk, '-F', image.boot.format];
  await hostCommand(['qemu-img', 'create', '-q', '-f', 'qcow2', ...backing, disk], context);
}

function keepingWrites(boot: Boot, files: TemplateFiles): Boot {
  const own = bootFrom(boot, files);
  return own.kind === 'kernel' ? own : { ...own, writes: 'kept' };
}

/** Boots a machine without data NICs, and lets it do once what no clone shall do again. */
async function prime(making: Making): Promise<void> {
  const { progress } = making.context;
  progress('template: booting a node');
  await inShell(making, async (run) => {
    await demandTools(making.order.image, run);
    progress('template: priming the node');
    await run(primingOf(readFileSync(primeScript, 'utf8')));
    await noteKernel(making.order.image, run);
  });
}

async function addNics(making: Making, qmp: Qmp): Promise<void> {
  const { nics } = making.order.shape;
  making.context.progress(`template: adding ${nics} ${nics === 1 ? 'NIC' : 'NICs'}`);
  for (let index = 0; index < nics; index++) {
    await qmp.execute('netdev_add', { type: 'hubport', id: `data${index}`, hubid: index + 1 });
    await qmp.execute('device_add', nicDevice(index));
  }
  await inShell(making, async (run) => {
    await run(waitForNics(nics));
  });
}

function waitForNics(nics: number): string {
  const slots = Array.from({ length: nics }, (_, index) => slotName(nicSlot(index)));
  return [
    'tries=0',
    'seen() {',
    '  count=0',
    `  for slot in ${slots.join(' ')}; do`,
    '    set -- /sys/bus/pci/devices/0000:00:$slot.0/virtio*/net/*',
    '    [ ! -e "$1" ] || count=$((count + 1))',
    '  done',
    `  [ "$count" -ge ${nics} ]`,
    '}',
    'while ! seen; do',
    '  tries=$((tries + 1))',
    '  [ "$tries" -lt 300 ] || { echo "NICs are missing" >&2; exit 1; }',
    '  sleep 0.1',
    'done',
  ].join('\n');
}

async function inShell(
  { order, machine, namespace, context }: Making,
  use: (run: (script: string) => Promise<string>) => Promise<void>,
): Promise<void> {
  const files = machineFiles(machine);
  const shell = await order.openShell(accessTo(order.image, namespace, builderAddress), {
    ...context,
    node: 'the template',
    deadlineMs: bootDeadlinesMs[order.image.kind],
    alive: () => Promise.resolve(causeOfDeath(files)),
  });
  try {
    await use((script) => shell.run(script));
  } finally {
    await shell.close();
  }
}
