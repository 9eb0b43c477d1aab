/** Makes a template: boots a machine or restores one, brings it into shape, and freezes it. */
import { constants, readFileSync } from 'node:fs';
import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { killProcessesOf } from '../../lib/marked-processes.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { makeWorkDirectory } from '../../lib/work-directories.ts';
import type { StepContext } from '../provider.ts';
import { accessTo } from './access.ts';
import { type LabNamespace, openNamespace } from '../lab-network/lab-namespace.ts';
import { fileMemory, machineArguments, mgmtArguments, nicDevice } from './machine-arguments.ts';
import { causeOfDeath, machineFiles, startMachine } from './machine.ts';
import type { Qmp } from './qmp.ts';
import { resumeState, saveState } from './saved-state.ts';
import type { TemplateRequest } from './template-request.ts';

export interface TemplateFiles {
  /** The guest's memory. */
  readonly memory: string;
  /** The state of its devices. */
  readonly state: string;
}

export function templateFiles(directory: string): TemplateFiles {
  return { memory: join(directory, 'memory'), state: join(directory, 'state') };
}

export interface TemplateOrder extends TemplateRequest {
  /** Where the template will be. */
  readonly directory: string;
  /** The template without data NICs, to begin with; null boots a machine. */
  readonly base: TemplateFiles | null;
}

/** Begins the name of a directory in which a template is made. */
export const makingPrefix = '.making-';

export const primeScript = join(projectRoot, 'image', 'prime.sh');

const bootDeadlineMs = 240_000;

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
    await freeze({ order, work, mark, machine, namespace, context });
    await killProcessesOf(mark);
    await rm(machine, { recursive: true });
    await rm(join(work, 'namespace'));
    const facts = { image: image.id, ...shape, qemu: qemuVersion };
    await writeFile(join(work, 'template.json'), `${JSON.stringify(facts, null, 2)}\n`);
    await rename(work, directory);
  } finally {
    await killProcessesOf(mark);
    await rm(work, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  context.progress(`template ${id}: made in ${seconds} s`);
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
  const { memory, state } = templateFiles(work);
  if (base !== null) await copyFile(base.memory, memory, constants.COPYFILE_FICLONE);
  const argv = [
    ...machineArguments(shape, image),
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

/** Boots a machine without data NICs, and lets it do once what no clone shall do again. */
async function prime(making: Making): Promise<void> {
  const { progress } = making.context;
  progress('template: booting a node');
  await inShell(making, async (run) => {
    progress('template: priming the node');
    await run(readFileSync(primeScript, 'utf8'));
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

async function inShell(
  { order, machine, namespace, context }: Making,
  use: (run: (script: string) => Promise<string>) => Promise<void>,
): Promise<void> {
  const files = machineFiles(machine);
  const shell = await order.openShell(accessTo(order.image, namespace, builderAddress), {
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
