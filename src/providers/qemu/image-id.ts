/** What an image is called: anything that changes its content changes its name. */
import { createHash, type Hash } from 'node:crypto';
import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type {
  BuiltImageSpec,
  CloudSource,
  ImageFile,
  ImageSpec,
} from '../../inventory/inventory.ts';
import { basePackages, imageRecipe, suiteRecipe } from './build-image.ts';
import { seedFiles } from './cloud/seed-files.ts';
import { membersOf } from './members.ts';

/** `debian-13-0a1b2c3d4e5f` */
export function imageId(spec: ImageSpec): string {
  const hash = createHash('sha256');
  switch (spec.kind) {
    case 'built':
      addBuilt(hash, spec);
      break;
    case 'cloud':
      hash.update(JSON.stringify([contentOf(spec.source), [...seedFiles('', noKeys)]]));
      break;
  }
  return `${spec.name}-${hash.digest('hex').slice(0, 12)}`;
}

const noKeys = { hostKey: '', hostKeyPublic: '', clientKeyPublic: '' };

/** A file without a checksum is told by its size and time. */
function contentOf(source: CloudSource): readonly (string | number)[] {
  if (source.kind === 'url' || source.sha256 !== null) return [source.sha256 ?? ''];
  const { size = 0, mtimeMs = 0 } = statSync(source.path, { throwIfNoEntry: false }) ?? {};
  return [source.path, size, mtimeMs];
}

function addBuilt(hash: Hash, spec: BuiltImageSpec): void {
  hash.update(JSON.stringify([spec.suite, spec.kernelPackage, spec.packages, basePackages]));
  for (const path of recipeOf(spec)) {
    hash.update(path).update(readFileSync(join(imageRecipe, path)));
  }
  if (spec.kernelFrom !== null) hash.update(JSON.stringify({ kernelFrom: spec.kernelFrom }));
  for (const file of spec.files) addFile(hash, file);
}

/** What other suites need besides does not matter to this one. */
function recipeOf({ suite }: BuiltImageSpec): readonly string[] {
  const own = relative(imageRecipe, suiteRecipe(suite));
  return membersOf(imageRecipe)
    .map(({ path }) => path)
    .filter((path) => !path.startsWith(suitesPrefix) || path.startsWith(`${own}/`));
}

const suitesPrefix = 'suites/';

function addFile(hash: Hash, { target, source }: ImageFile): void {
  for (const { path, kind } of membersOf(source)) {
    const member = join(source, path);
    const mode = statSync(member, { throwIfNoEntry: false })?.mode ?? 0;
    hash.update(JSON.stringify([target, path, kind, kind === 'link' ? 0 : mode & 0o7777]));
    hash.update(kind === 'link' ? readlinkSync(member) : readFileSync(member));
  }
}
