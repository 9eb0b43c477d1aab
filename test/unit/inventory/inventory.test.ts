import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadInventory } from '../../../src/inventory/load.ts';
import { readInventory } from '../../../src/inventory/read.ts';
import { UsageError } from '../../../src/lib/errors.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { renderProblems } from '../../../src/scenario/render.ts';
import { builtImage } from './built-image.ts';

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
    'big: { cpus: 4, memory: 4GiB, image: debian-14 }\n',
  );
  expect(rendered()).toMatchInlineSnapshot(`
    "kinds.yaml:1:1: error: the kind \`default\` is missing
      1 | big: { cpus: 4, memory: 4GiB, image: debian-14 }
        | ^
      hint: nodes without \`kind\` are of it

    kinds.yaml:1:38: error: there is no image \`debian-14\`
      1 | big: { cpus: 4, memory: 4GiB, image: debian-14 }
        |                                      ^^^^^^^^^
      hint: did you mean \`debian-13\`?"
  `);
});

const cloud = 'a'.repeat(64);

function images(text: string): ReturnType<typeof readInventory> {
  rmSync(join(directory, 'boxes.yaml'));
  writeFileSync(join(directory, 'images.yaml'), text);
  return readInventory(directory);
}

test('an image is built of packages and files, or comes from the cloud', () => {
  mkdirSync(join(directory, 'overlay'));
  writeFileSync(join(directory, 'motd'), 'hello');
  const result = images(`
debian-13:
  suite: trixie
  kernel: linux-image-cloud-amd64
  files: { /etc/motd: motd, /opt/tool: overlay }
newer:
  suite: bookworm
  kernel: { package: linux-image-amd64, from: bookworm-backports }
  packages: [strace]
  files: overlay
fetched: { cloud: { url: 'https://example.org/disk.qcow2', sha256: ${cloud} } }
local: { cloud: { path: disk.raw } }
`);
  if (!result.ok) throw new Error(renderProblems(result.problems));
  expect([...result.inventory.images.values()]).toEqual([
    builtImage('debian-13', {
      files: [
        { target: '/etc/motd', source: join(directory, 'motd') },
        { target: '/opt/tool', source: join(directory, 'overlay') },
      ],
    }),
    {
      ...builtImage('newer', { suite: 'bookworm', kernelPackage: 'linux-image-amd64' }),
      ...{ kernelFrom: 'bookworm-backports', packages: ['strace'] },
      files: [{ target: '/', source: join(directory, 'overlay') }],
    },
    {
      ...{ kind: 'cloud', name: 'fetched' },
      source: { kind: 'url', url: 'https://example.org/disk.qcow2', sha256: cloud },
    },
    {
      ...{ kind: 'cloud', name: 'local' },
      source: { kind: 'path', path: join(directory, 'disk.raw'), sha256: null },
    },
  ]);
});

test('what an image must not be is refused at its place', () => {
  symlinkSync('/etc/passwd', join(directory, 'passwd'));
  images(`
debian-13:
  suite: trixie
  kernel: linux-image-cloud-amd64
  files: { /etc/motd: absent, /etc/passwd: passwd }
half: { suite: trixie }
both: { suite: trixie, cloud: { path: disk.raw } }
neither: { cloud: {} }
unchecked: { cloud: { url: 'https://example.org/disk.qcow2' } }
`);
  expect(rendered().replaceAll(directory, 'DIRECTORY')).toMatchInlineSnapshot(`
    "images.yaml:5:23: error: there is no absent
      5 |   files: { /etc/motd: absent, /etc/passwd: passwd }
        |                       ^^^^^^
      hint: paths are relative to the inventory

    images.yaml:5:44: error: the link leads out of the inventory, to /etc/passwd
      5 |   files: { /etc/motd: absent, /etc/passwd: passwd }
        |                                            ^^^^^^
      hint: paths are relative to the inventory

    images.yaml:6:1: error: the key \`kernel\` is missing
      6 | half: { suite: trixie }
        | ^^^^
      hint: an image has \`suite\` and \`kernel\`, or \`cloud\`

    images.yaml:7:9: error: a cloud image has no \`suite\`: it comes as it is
      7 | both: { suite: trixie, cloud: { path: disk.raw } }
        |         ^^^^^
      hint: an image has \`suite\` and \`kernel\`, or \`cloud\`

    images.yaml:8:12: error: expected either \`url\` or \`path\`
      8 | neither: { cloud: {} }
        |            ^^^^^
      hint: cloud: { url: https://…, sha256: … } or cloud: { path: disk.qcow2 }

    images.yaml:9:14: error: the key \`sha256\` is missing
      9 | unchecked: { cloud: { url: 'https://example.org/disk.qcow2' } }
        |              ^^^^^
      hint: whoever publishes the image publishes it too, in a file SHA256SUMS or the like"
  `);
});

test.each([
  ['climbs out of the inventory', '{ /etc/motd: ../secret }', 'a path below the inventory'],
  ['climbs out from below', '{ /etc/motd: overlay/../../secret }', 'a path below the inventory'],
  ['names a file of the host', '{ /etc/motd: /etc/passwd }', 'a path below the inventory'],
  ['climbs out of the image', '{ /etc/../../motd: motd }', 'an absolute path in the image'],
  ['is no absolute path', '{ etc/motd: motd }', 'an absolute path in the image'],
  ['is the whole image', '{ /: motd }', 'an absolute path in the image'],
  ['would be hidden by what the boot mounts', '{ /run/motd: motd }', 'a path outside of /dev'],
  ['is a directory that climbs out', '../other', 'a path below the inventory'],
])('a file that %s is refused', (_, files, expected) => {
  writeFileSync(join(directory, 'motd'), 'hello');
  images(`debian-13: { suite: trixie, kernel: linux-image-cloud-amd64, files: ${files} }\n`);
  expect(rendered()).toContain(`error: expected ${expected}`);
});

test('a missing file is a problem of its own', () => {
  rmSync(join(directory, 'images.yaml'));
  expect(rendered()).toMatchInlineSnapshot(`"images.yaml:1:1: error: there is no such file"`);
});

test('loading throws what is wrong as a mistake of the user', () => {
  writeFileSync(join(directory, 'site.yaml'), '');
  expect(() => loadInventory(directory)).toThrow(UsageError);
});

test('boxes are named by image, and may be missing', () => {
  expect(loadInventory().boxes.get('debian-13')).toBe('debian/trixie64');
  rmSync(join(directory, 'boxes.yaml'));
  expect(loadInventory(directory).boxes.size).toBe(0);
});

test('a box has a name with a slash, and stands for an image that is there', () => {
  writeFileSync(
    join(directory, 'boxes.yaml'),
    'debian-13: { box: trixie }\ndebian-31: { box: debian/trixie64 }\n',
  );
  expect(rendered()).toMatchInlineSnapshot(`
    "boxes.yaml:1:19: error: expected the name of a box, such as debian/trixie64, found "trixie"
      1 | debian-13: { box: trixie }
        |                   ^^^^^^

    boxes.yaml:2:1: error: there is no image \`debian-31\`
      2 | debian-31: { box: debian/trixie64 }
        | ^^^^^^^^^
      hint: did you mean \`debian-13\`?"
  `);
});
