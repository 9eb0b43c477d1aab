import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadInventory } from '../../../src/inventory/load.ts';
import { readInventory } from '../../../src/inventory/read.ts';
import { UsageError } from '../../../src/lib/errors.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { renderProblems } from '../../../src/scenario/render.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wirelab-inventory-'));
  cpSync(join(projectRoot, 'inventory'), directory, { recursive: true });
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function rendered(): string {
  const result = readInventory(directory);
  return result.ok ? '' : renderProblems(result.problems).replaceAll(`${directory}/`, '');
}

test('the inventory that comes with wirelab works without editing', () => {
  const { kinds, images, site } = loadInventory();
  expect(kinds.get('default')).toEqual({
    name: 'default',
    cpus: 1,
    memoryMib: 256,
    image: 'debian-13',
  });
  expect(images.get('debian-13')).toMatchObject({
    name: 'debian-13',
    suite: 'trixie',
    kernelPackage: 'linux-image-cloud-amd64',
  });
  expect(site).toEqual({ cpus: null, memoryMib: null });
});

test('the problems of all files are reported together', () => {
  writeFileSync(join(directory, 'kinds.yaml'), 'big: { cpus: 0, memory: 4GB, image: debian-13 }\n');
  writeFileSync(join(directory, 'site.yaml'), 'cpus: all\nmemory: 4GiB\n');
  expect(rendered()).toMatchInlineSnapshot(`
    "kinds.yaml:1:14: error: expected at least 1, found 0
      1 | big: { cpus: 0, memory: 4GB, image: debian-13 }
        |              ^

    kinds.yaml:1:25: error: expected a size, such as 256MiB or 1GiB, found "4GB"
      1 | big: { cpus: 0, memory: 4GB, image: debian-13 }
        |                         ^^^

    site.yaml:1:7: error: expected auto, or a number, found "all"
      1 | cpus: all
        |       ^^^"
  `);
});

test('kinds name images that are there, and one is the default', () => {
  writeFileSync(
    join(directory, 'kinds.yaml'),
    'big: { cpus: 4, memory: 4GiB, image: debian-12 }\n',
  );
  expect(rendered()).toMatchInlineSnapshot(`
    "kinds.yaml:1:1: error: the kind \`default\` is missing
      1 | big: { cpus: 4, memory: 4GiB, image: debian-12 }
        | ^
      hint: nodes without \`kind\` are of it

    kinds.yaml:1:38: error: there is no image \`debian-12\`
      1 | big: { cpus: 4, memory: 4GiB, image: debian-12 }
        |                                      ^^^^^^^^^
      hint: did you mean \`debian-13\`?"
  `);
});

test('a missing file is a problem of its own', () => {
  rmSync(join(directory, 'images.yaml'));
  expect(rendered()).toMatchInlineSnapshot(`"images.yaml:1:1: error: there is no such file"`);
});

test('loading throws what is wrong as a mistake of the user', () => {
  writeFileSync(join(directory, 'site.yaml'), '');
  expect(() => loadInventory(directory)).toThrow(UsageError);
});
