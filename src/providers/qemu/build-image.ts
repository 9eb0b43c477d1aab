/** Builds a node image by mmdebstrap. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BuiltImageSpec } from '../../inventory/inventory.ts';
import { entriesOf } from '../../lib/directories.ts';
import { whileSpaceLasts } from '../../lib/disk-space.ts';
import { HarnessError } from '../../lib/errors.ts';
import { runProcess } from '../../lib/host-process.ts';
import { killProcessesOf, markedEnvironment } from '../../lib/marked-processes.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { makeWorkDirectory } from '../../lib/work-directories.ts';
import type { StepContext } from '../provider.ts';
import { removeTree, withRootRights } from '../../lib/user-namespace.ts';
import { recordFiles } from './intact.ts';
import type { KernelBoot } from './machine-arguments.ts';
import { keyNames, makeKeys } from './make-keys.ts';
import { packFiles } from './pack-files.ts';

/** The files that make an image of packages. */
export const imageRecipe = join(projectRoot, 'image');

/** Hooks of mmdebstrap that run after all others for images of this suite. */
export function suiteRecipe(suite: string): string {
  return join(imageRecipe, 'suites', suite);
}

/** What a node of such an image needs. */
export const builtFiles = ['root.ext4', 'vmlinuz', 'initrd', 'kernel'];

/** How a node of the image in this directory boots. */
export function builtBoot(directory: string): KernelBoot {
  const at = (name: string): string => join(directory, name);
  return { kind: 'kernel', disk: at('root.ext4'), kernel: at('vmlinuz'), initrd: at('initrd') };
}

/** Begins the name of a directory in which an image is built. */
export const buildPrefix = '.building-';

const mirror = 'http://deb.debian.org/debian';

/** What every node needs to boot, to be reached and to be configured. */
export const basePackages = [
  'systemd-sysv',
  'udev',
  'kmod',
  'openssh-server',
  'iproute2',
  'iputils-ping',
  'nftables',
  'procps',
  'socat',
  'busybox-static',
];

/** What is unpacked, and the disk that is made of it. */
const spaceBytes = 1536 * 1024 * 1024;

/** Packages come over the network. */
const buildTimeoutMs = 1_800_000;

/** What the inventory adds, in the work directory. */
const filesArchive = 'files.tar';

const excluded = ['man', 'locale', 'doc', 'info', 'lintian'];

/** Builds into a directory beside the target, which takes its place when it is complete. */
export async function buildImage(
  spec: BuiltImageSpec,
  directory: string,
  context: StepContext,
): Promise<void> {
  const startedAt = performance.now();
  context.progress(`image ${spec.name}: building from Debian ${spec.suite} packages`);
  const work = await makeWorkDirectory(dirname(directory), buildPrefix);
  try {
    await makeKeys(work, context.signal);
    await whileSpaceLasts(work, spaceBytes, () => bootstrap(spec, work, context));
    for (const file of [...builtFiles, 'packages'])
      await rename(join(work, 'wirelab', file), join(work, file));
    await rm(join(work, 'wirelab'), { recursive: true });
    await rm(join(work, filesArchive), { force: true });
    await writeFile(join(work, 'image.json'), `${JSON.stringify(spec, null, 2)}\n`);
    await recordFiles({ directory: work, files: [...builtFiles, ...keyNames] });
    await rename(work, directory);
  } catch (error) {
    await removeTree(work);
    throw error;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  context.progress(`image ${spec.name}: built in ${seconds} s`);
}

function packagesOf({ kernelPackage, kernelFrom, packages }: BuiltImageSpec): readonly string[] {
  const kernel = kernelFrom === null ? kernelPackage : `${kernelPackage}/${kernelFrom}`;
  return [kernel, ...basePackages, ...packages];
}

/** Where apt finds packages. */
function sourcesOf({ suite, kernelFrom }: BuiltImageSpec): readonly string[] {
  if (kernelFrom === null) return [mirror];
  return [suite, kernelFrom].map((name) => `deb ${mirror} ${name} main`);
}

async function bootstrap(spec: BuiltImageSpec, work: string, context: StepContext): Promise<void> {
  const mark = basename(work);
  if (spec.files.length > 0) await packFiles(spec.files, join(work, filesArchive), context.signal);
  const argv = withRootRights([
    'mmdebstrap',
    // Mounts go into a namespace, so that none is left even by a build that was killed.
    '--mode=unshare',
    '--variant=minbase',
    '--format=null',
    '--architectures=amd64',
    `--include=${packagesOf(spec).join(',')}`,
    '--aptopt=Apt::Install-Recommends "0"',
    ...excluded.map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
    // Inside of the new root: a link there may lead anywhere.
    ...(spec.files.length === 0 ? [] : [`--customize-hook=tar-in ${filesArchive} /`]),
    '--customize-hook=sh "$WIRELAB_RECIPE/assemble.sh" "$1"',
    ...entriesOf(suiteRecipe(spec.suite)).map(
      (name) => `--customize-hook=sh "$WIRELAB_RECIPE/suites/${spec.suite}/${name}" "$1"`,
    ),
    '--customize-hook=copy-out /wirelab .',
    spec.suite,
    '/dev/null',
    ...sourcesOf(spec),
  ]);
  const env = {
    ...markedEnvironment(mark),
    TMPDIR: work,
    WIRELAB_RECIPE: imageRecipe,
    HOST_KEY: join(work, 'host_key'),
    AUTHORIZED_KEY: join(work, 'client_key.pub'),
  };
  const onStderrLine = (line: string): void => {
    const step = /^I: ((?:running|downloading|extracting|installing) .*)$/.exec(line)?.[1];
    if (step === undefined || step.includes('hook')) return;
    context.progress(`image ${spec.name}: ${step.replace(/\.+$/, '')}`);
  };
  try {
    const { code, timedOut, stderr } = await runProcess(argv, {
      cwd: work,
      env,
      signal: context.signal,
      timeoutMs: buildTimeoutMs,
      // All that it makes is in namespaces and in the work directory, and goes with them.
      graceMs: 0,
      onStderrLine,
    });
    if (code === 0) return;
    const said = stderr.trim().split('\n').slice(-12).join('\n');
    const reason = timedOut ? `no end within ${buildTimeoutMs / 60_000} minutes:\n${said}` : said;
    throw new HarnessError(`the image ${spec.name} could not be built:\n${reason}`, {
      remedy: `look for the first error above; ${mirror} must be reachable, and 1.5 GiB free in ${work}`,
    });
  } finally {
    await killProcessesOf(mark);
  }
}
