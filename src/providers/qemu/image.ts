/** Node images: built from the distribution's packages, cached, and never written to again. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ImageSpec } from '../../inventory/inventory.ts';
import { cacheDirectory } from '../../lib/directories.ts';
import { HarnessError } from '../../lib/errors.ts';
import { hostCommand } from '../../lib/host-command.ts';
import { withLock } from '../../lib/lock.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import { ownIdentity } from '../../lib/process-identity.ts';
import { projectRoot } from '../../lib/project-root.ts';
import type { StepContext } from '../provider.ts';
import type { BootFiles } from './machine-arguments.ts';

export interface Image extends BootFiles {
  /** Name and content: `debian-13-0a1b2c3d4e5f`. */
  readonly id: string;
  readonly directory: string;
  /** Private key that opens every node of this image. */
  readonly keyFile: string;
  /** The nodes' host key: base64 of the public key blob. */
  readonly hostKey: string;
}

/** The files that make an image of packages: `image/` of the project. */
const recipe = join(projectRoot, 'image');

const mirror = 'http://deb.debian.org/debian';

/** What every node needs to boot, to be reached and to be configured. */
const basePackages = [
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

export function imagesDirectory(): string {
  return join(cacheDirectory(), 'images');
}

/** The image's identity: anything that changes its content changes it. */
export function imageId(spec: ImageSpec): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([spec.suite, spec.kernelPackage, spec.packages, basePackages]));
  for (const file of filesBelow(recipe)) hash.update(file).update(readFileSync(join(recipe, file)));
  return `${spec.name}-${hash.digest('hex').slice(0, 12)}`;
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

/** The image, built if it is not there yet. @throws HarnessError */
export async function ensureImage(spec: ImageSpec, context: StepContext): Promise<Image> {
  const id = imageId(spec);
  const directory = join(imagesDirectory(), id);
  if (!existsSync(directory)) {
    await mkdir(imagesDirectory(), { recursive: true });
    const onWait = (holder: string): void => {
      context.progress(`image ${spec.name}: waiting for ${holder}, which builds it`);
    };
    await withLock(`${directory}.lock`, { signal: context.signal, onWait }, async () => {
      if (!existsSync(directory)) await buildImage(spec, directory, context);
    });
  }
  return openImage(id, directory);
}

async function openImage(id: string, directory: string): Promise<Image> {
  const publicKey = await readFile(join(directory, 'host_key.pub'), 'utf8');
  return {
    id,
    directory,
    disk: join(directory, 'root.ext4'),
    kernel: join(directory, 'vmlinuz'),
    initrd: join(directory, 'initrd'),
    keyFile: join(directory, 'client_key'),
    hostKey: publicKey.split(' ')[1] ?? '',
  };
}

async function buildImage(spec: ImageSpec, directory: string, context: StepContext): Promise<void> {
  const startedAt = performance.now();
  context.progress(`image ${spec.name}: building from Debian ${spec.suite} packages`);
  const work = await mkdtemp(join(imagesDirectory(), `.building-${ownIdentity}-`));
  try {
    const key = (name: string) => join(work, name);
    await makeKey(key('host_key'));
    await makeKey(key('client_key'));
    await bootstrap(spec, work, context);
    const files = ['root.ext4', 'vmlinuz', 'initrd', 'kernel', 'packages'];
    for (const file of files) await rename(join(work, 'wirelab', file), join(work, file));
    await rm(join(work, 'wirelab'), { recursive: true });
    await writeFile(join(work, 'image.json'), `${JSON.stringify(spec, null, 2)}\n`);
    await rename(work, directory);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    throw error;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  context.progress(`image ${spec.name}: built in ${seconds} s`);
}

async function makeKey(path: string): Promise<void> {
  await hostCommand(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'wirelab', '-f', path]);
}

function bootstrap(spec: ImageSpec, work: string, context: StepContext): Promise<void> {
  const packages = [spec.kernelPackage, ...basePackages, ...spec.packages];
  const excluded = ['man', 'locale', 'doc', 'info', 'lintian'];
  const child = spawn(
    'mmdebstrap',
    [
      '--variant=minbase',
      '--format=null',
      `--include=${packages.join(',')}`,
      '--aptopt=Apt::Install-Recommends "0"',
      ...excluded.map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
      '--customize-hook=sh "$WIRELAB_IMAGE_DIR/assemble.sh" "$1"',
      '--customize-hook=copy-out /wirelab .',
      spec.suite,
      '/dev/null',
      mirror,
    ],
    {
      cwd: work,
      stdio: ['ignore', 'ignore', 'pipe'],
      signal: context.signal,
      env: {
        ...markedEnvironment('image'),
        WIRELAB_IMAGE_DIR: recipe,
        HOST_KEY: join(work, 'host_key'),
        AUTHORIZED_KEY: join(work, 'client_key.pub'),
      },
    },
  );
  const lastLines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > 12) lastLines.shift();
    const step = /^I: ((?:running|downloading|extracting|installing|cleaning).*)$/.exec(line)?.[1];
    if (step !== undefined) context.progress(`image ${spec.name}: ${step.replace(/\.+$/, '')}`);
  });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      reject(
        context.signal.aborted
          ? (context.signal.reason as Error)
          : new HarnessError(`mmdebstrap cannot be run: ${error.message}`, {
              remedy: 'run `npm run setup`',
            }),
      );
    });
    child.on('close', (code) => {
      if (code === 0) resolve();
      else if (!context.signal.aborted) {
        reject(
          new HarnessError(`the image ${spec.name} could not be built:\n${lastLines.join('\n')}`, {
            remedy: `look for the first error above; ${mirror} must be reachable, and 1 GiB free`,
          }),
        );
      }
    });
  });
}
