/** Packs a Vagrant box for libvirt from a built image, and adds it to Vagrant's own. */
import { copyFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../../lib/directories.ts';
import { HarnessError } from '../../lib/errors.ts';
import { hostCommand } from '../../lib/host-command.ts';
import { makeWorkDirectory } from '../../lib/work-directories.ts';
import type { StepContext } from '../provider.ts';
import type { Image } from '../qemu/image.ts';
import { kernelCommandLine } from '../qemu/machine-arguments.ts';
import { boxDirectory } from './box.ts';
import { type BoxFile, boxFiles, boxVagrantfile, packedBoxName } from './box-recipe.ts';
import { vagrant } from './vagrant.ts';

/** Begins the name of a directory in which a box is packed. */
export const packingPrefix = '.packing-';

export function packingDirectory(): string {
  return join(cacheDirectory(), 'boxes');
}

const packTimeoutMs = 300_000;

/** Packs the box anew, also when it is there; returns its name. @throws HarnessError */
export async function packBox(image: Image, { signal, progress }: StepContext): Promise<string> {
  const { boot } = image;
  if (boot.kind === 'disk') {
    throw new HarnessError(`a box is packed from a built image, and ${image.id} is none`, {
      remedy: 'take the box that its publisher makes, if there is one',
    });
  }
  const name = packedBoxName(image.id);
  const work = await makeWorkDirectory(packingDirectory(), packingPrefix);
  const run = (argv: readonly [string, ...string[]], stdin = ''): Promise<string> =>
    hostCommand(argv, { cwd: work, signal, stdin, timeoutMs: packTimeoutMs });
  try {
    progress(`box ${name}: copying the image`);
    await copyFile(boot.disk, join(work, 'disk.ext4'));
    for (const file of boxFiles()) await putOnDisk(file, work, run);
    progress(`box ${name}: packing`);
    await run(['qemu-img', 'convert', '-f', 'raw', '-O', 'qcow2', 'disk.ext4', 'box.img']);
    const metadata = { provider: 'libvirt', format: 'qcow2', virtual_size: await gibibytes(work) };
    await writeFile(join(work, 'metadata.json'), JSON.stringify(metadata));
    await writeFile(join(work, 'cmd_line'), `${kernelCommandLine}\n`);
    await copyFile(boxVagrantfile, join(work, 'Vagrantfile'));
    for (const file of ['vmlinuz', 'initrd', 'client_key', 'host_key.pub']) {
      await copyFile(join(image.directory, file), join(work, file));
    }
    const files = ['metadata.json', 'Vagrantfile', 'box.img', 'cmd_line'];
    const bootFiles = ['vmlinuz', 'initrd', 'client_key', 'host_key.pub'];
    await run(['tar', '-cf', 'packed.box', ...files, ...bootFiles]);
    progress(`box ${name}: handing it to vagrant`);
    const words = ['--force', '--name', name, '--provider', 'libvirt'];
    const call = { lab: packingPrefix, directory: work, signal };
    await vagrant(['box', 'add', ...words, join(work, 'packed.box')], call);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  if (boxDirectory(name) === null) {
    throw new HarnessError(`vagrant says that it has the box ${name}, and it is not there`, {
      remedy: 'unset VAGRANT_HOME, or set it for wirelab too',
    });
  }
  return name;
}

/** debugfs(8) needs no root. It ends well whatever happens, so what it wrote is read again. */
async function putOnDisk(
  { file, path, executable }: BoxFile,
  work: string,
  run: (argv: readonly [string, ...string[]], stdin?: string) => Promise<string>,
): Promise<void> {
  const source = 'next-file';
  await copyFile(file, join(work, source));
  const [directory, name] = [dirname(path), path.slice(dirname(path).length + 1)];
  const commands = [
    `cd ${directory}`,
    `rm ${name}`,
    `write ${source} ${name}`,
    `sif ${name} mode 0100${executable ? '755' : '644'}`,
    `sif ${name} uid 0`,
    `sif ${name} gid 0`,
  ];
  await run(['debugfs', '-w', '-f', '-', 'disk.ext4'], `${commands.join('\n')}\n`);
  await rm(join(work, 'read-back'), { force: true });
  await run(['debugfs', '-R', `dump ${path} read-back`, 'disk.ext4']);
  await run(['cmp', source, 'read-back']);
}

/** The size of the disk as a box's metadata has it: whole GiB, rounded up. */
async function gibibytes(work: string): Promise<number> {
  const { size } = await stat(join(work, 'disk.ext4'));
  return Math.ceil(size / 1024 ** 3);
}
