import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { z } from 'zod';
import { suggest } from '../scenario/nearest.ts';
import { parseSizeMib } from '../scenario/parse/size.ts';
import type { Problem } from '../scenario/problem.ts';
import { NODE_KIND } from '../scenario/schema/defaults.ts';
import { loadYaml, type LoadedYaml } from '../scenario/yaml/load-yaml.ts';
import { rangeAt } from '../scenario/yaml/positions.ts';
import { boxesSchema } from './box-schema.ts';
import { imagesSchema } from './image-schema.ts';
import type { Inventory, InventoryKind, Site } from './inventory.ts';
import { imageFindings, imageOf } from './read-image.ts';
import { kindsSchema, siteSchema } from './schema.ts';

export type InventoryResult =
  | { readonly ok: true; readonly inventory: Inventory }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type RawKinds = z.infer<typeof kindsSchema>;
type RawImages = z.infer<typeof imagesSchema>;
type RawBoxes = z.infer<typeof boxesSchema>;
type RawSite = z.infer<typeof siteSchema>;

function kindProblems(
  { data: kinds, lost, tree, locator }: LoadedYaml<RawKinds>,
  images: RawImages,
): readonly Problem[] {
  if (kinds === null) return [];
  const known = Object.keys(images);
  const missing =
    NODE_KIND in kinds || lost.length > 0
      ? []
      : [
          locator.problem(
            { start: 0, end: 1 },
            {
              code: 'missing-key',
              message: `the kind \`${NODE_KIND}\` is missing`,
              hint: 'nodes without `kind` are of it',
            },
          ),
        ];
  const unknown = Object.entries(kinds)
    .filter(([, { image }]) => !known.includes(image))
    .map(([name, { image }]) =>
      locator.problem(rangeAt(tree, [name, 'image'], 'value'), {
        code: 'unknown-image',
        message: `there is no image \`${image}\``,
        hint: suggest(image, known, 'images'),
      }),
    );
  return [...missing, ...unknown];
}

function kindOf(name: string, { cpus, memory, image }: RawKinds[string]): InventoryKind {
  return { name, cpus, memoryMib: sizeMib(memory), image };
}

function imageProblems(
  { data: images, tree, locator }: LoadedYaml<RawImages>,
  directory: string,
): readonly Problem[] {
  return Object.entries(images ?? {}).flatMap(([name, image]) =>
    imageFindings(image, directory).map(({ path, part, message, hint }) =>
      locator.problem(rangeAt(tree, [name, ...path], part), { code: 'image', message, hint }),
    ),
  );
}

function boxProblems(
  { data: boxes, tree, locator }: LoadedYaml<RawBoxes>,
  images: RawImages,
): readonly Problem[] {
  const known = Object.keys(images);
  return Object.keys(boxes ?? {})
    .filter((image) => !known.includes(image))
    .map((image) =>
      locator.problem(rangeAt(tree, [image], 'key'), {
        code: 'unknown-image',
        message: `there is no image \`${image}\``,
        hint: suggest(image, known, 'images'),
      }),
    );
}

function siteOf({ cpus, memory }: RawSite): Site {
  return {
    cpus: cpus === 'auto' ? null : cpus,
    memoryMib: memory === 'auto' ? null : sizeMib(memory),
  };
}

function sizeMib(text: string): number {
  const size = parseSizeMib(text);
  if (size === null) throw new Error(`not a size: ${text}`);
  return size;
}

function byName<T, U>(
  things: Readonly<Record<string, T>>,
  make: (name: string, thing: T) => U,
): ReadonlyMap<string, U> {
  return new Map(Object.entries(things).map(([name, thing]) => [name, make(name, thing)]));
}

/** Reads the files of an inventory directory, of which boxes.yaml may be missing, and reports all of their problems together. */
export function readInventory(given: string): InventoryResult {
  const directory = resolve(given);
  const file = (name: string): string => {
    const path = `${directory}/${name}`;
    const fromHere = relative(process.cwd(), path);
    return fromHere.startsWith('..') ? path : fromHere;
  };
  const kinds = loadYaml(file('kinds.yaml'), kindsSchema);
  const images = loadYaml(file('images.yaml'), imagesSchema);
  const site = loadYaml(file('site.yaml'), siteSchema);
  const boxes = existsSync(file('boxes.yaml')) ? loadYaml(file('boxes.yaml'), boxesSchema) : null;
  const problems = [kinds, images, site, ...(boxes === null ? [] : [boxes])].flatMap((result) =>
    result.ok ? result.loaded.problems : result.problems,
  );
  if (!kinds.ok || !images.ok || !site.ok || boxes?.ok === false) return { ok: false, problems };
  const raw = { kinds: kinds.loaded.data, images: images.loaded.data, site: site.loaded.data };
  const crossing =
    raw.images === null || images.loaded.lost.length > 0
      ? []
      : [
          ...kindProblems(kinds.loaded, raw.images),
          ...imageProblems(images.loaded, directory),
          ...(boxes === null ? [] : boxProblems(boxes.loaded, raw.images)),
        ];
  const all = [...problems, ...crossing];
  if (all.length > 0 || raw.kinds === null || raw.images === null || raw.site === null) {
    return { ok: false, problems: all };
  }
  return {
    ok: true,
    inventory: {
      kinds: byName(raw.kinds, kindOf),
      images: byName(raw.images, (name, image) => imageOf(name, image, directory)),
      boxes: byName(boxes?.loaded.data ?? {}, (_, { box }) => box),
      site: siteOf(raw.site),
    },
  };
}
