/** An image as written, turned into what is built or booted; what is wrong with it beyond its schema. */
import { realpathSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import type { z } from 'zod';
import { hasDots, type imageSchema } from './image-schema.ts';
import type { CloudSource, ImageFile, ImageSpec } from './inventory.ts';

export type RawImage = z.infer<typeof imageSchema>;

/** Something wrong with an image, at a path below it. */
export interface ImageFinding {
  readonly path: readonly PropertyKey[];
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly hint: string;
}

/** All that is wrong; nothing when `imageOf` can be called. `directory` is the inventory's. */
export function imageFindings(raw: RawImage, directory: string): readonly ImageFinding[] {
  return raw.cloud === undefined ? builtFindings(raw, directory) : cloudFindings(raw, raw.cloud);
}

const oneForm = 'an image has `suite` and `kernel`, or `cloud`';

function builtFindings(raw: RawImage, directory: string): readonly ImageFinding[] {
  const missing = (['suite', 'kernel'] as const)
    .filter((key) => raw[key] === undefined)
    .map((key) => lackOf([], key, oneForm));
  const files = filesOf(raw, directory);
  const misplaced = files.flatMap(({ target, path }) => {
    const message = path.length === 1 ? null : whyNoTarget(target);
    return message === null ? [] : [{ path, part: 'key' as const, message, hint: targetHint }];
  });
  const lost = files
    .map(({ source, path }) => ({ path, reason: whyUnusable(source, directory) }))
    .flatMap(({ path, reason }) => (reason === null ? [] : [fileFinding(path, reason)]));
  return [...missing, ...misplaced, ...lost];
}

const targetHint = 'files: { /etc/motd: motd }';

function whyNoTarget(target: string): string | null {
  if (!/^\/.*[^/]$/.test(target) || target.includes('//') || hasDots(target)) {
    return 'expected an absolute path in the image, without `..`';
  }
  if (!/^\/(dev|proc|run|sys|tmp)(\/|$)/.test(target)) return null;
  return 'expected a path outside of /dev, /proc, /run, /sys and /tmp, which each boot makes anew';
}

function lackOf(path: readonly PropertyKey[], key: string, hint: string): ImageFinding {
  return { path, part: 'key', message: `the key \`${key}\` is missing`, hint };
}

function fileFinding(path: readonly PropertyKey[], message: string): ImageFinding {
  return { path, part: 'value', message, hint: 'paths are relative to the inventory' };
}

/** A symbolic link could lead to any file of this host. */
function whyUnusable(source: string, directory: string): string | null {
  try {
    const real = realpathSync(source);
    const isInside = real.startsWith(`${realpathSync(directory)}${sep}`);
    return isInside ? null : `the link leads out of the inventory, to ${real}`;
  } catch {
    return `there is no ${source}`;
  }
}

function cloudFindings(
  raw: RawImage,
  { url, path, sha256 }: NonNullable<RawImage['cloud']>,
): readonly ImageFinding[] {
  const others = (['suite', 'kernel', 'packages', 'files'] as const)
    .filter((key) => raw[key] !== undefined)
    .map((key): ImageFinding => ({
      ...{ path: [key], part: 'key' },
      message: `a cloud image has no \`${key}\`: it comes as it is`,
      hint: oneForm,
    }));
  if ((url === undefined) === (path === undefined)) {
    const message = 'expected either `url` or `path`';
    const hint = 'cloud: { url: https://…, sha256: … } or cloud: { path: disk.qcow2 }';
    return [...others, { path: ['cloud'], part: 'key', message, hint }];
  }
  if (url === undefined || sha256 !== undefined) return others;
  const hint = 'whoever publishes the image publishes it too, in a file SHA256SUMS or the like';
  return [...others, lackOf(['cloud'], 'sha256', hint)];
}

/** An image without findings. `directory` is the inventory's. */
export function imageOf(name: string, raw: RawImage, directory: string): ImageSpec {
  if (raw.cloud !== undefined) {
    return { kind: 'cloud', name, source: cloudSource(raw.cloud, directory) };
  }
  const { suite = '', kernel = '', packages = [] } = raw;
  const { package: kernelPackage, from = null } =
    typeof kernel === 'string' ? { package: kernel } : kernel;
  const files = filesOf(raw, directory).map(({ target, source }) => ({ target, source }));
  return { kind: 'built', name, suite, kernelPackage, kernelFrom: from, packages, files };
}

function cloudSource(
  { url, path = '', sha256 }: NonNullable<RawImage['cloud']>,
  directory: string,
): CloudSource {
  if (url !== undefined) return { kind: 'url', url, sha256: sha256 ?? '' };
  const absolute = isAbsolute(path) ? path : join(directory, path);
  return { kind: 'path', path: absolute, sha256: sha256 ?? null };
}

function filesOf(
  { files }: RawImage,
  directory: string,
): readonly (ImageFile & { readonly path: readonly PropertyKey[] })[] {
  if (files === undefined) return [];
  if (typeof files === 'string') {
    return [{ target: '/', source: join(directory, files), path: ['files'] }];
  }
  return Object.entries(files).map(([target, source]) => ({
    ...{ target, source: join(directory, source) },
    path: ['files', target],
  }));
}
