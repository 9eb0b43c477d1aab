/** What people write in images.yaml. */
import { z } from 'zod';

const suite = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, { error: 'expected the name of a suite, such as trixie' });

const packageName = z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, {
  error: 'expected the name of a package, such as linux-image-cloud-amd64',
});

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: 'expected 64 hexadecimal digits in lower case' })
  .describe('SHA-256 of the file, as sha256sum(1) prints it.');

/** Relative to the inventory, and inside of it. */
const localPath = z
  .string()
  .refine((path) => path !== '' && !path.startsWith('/') && !hasDots(path), {
    error: 'expected a path below the inventory, without `..`',
  });

/** Whether the path has parts that lead elsewhere than they look. */
export function hasDots(path: string): boolean {
  return path.split('/').some((part) => part === '..' || part === '.');
}

const kernel = z
  .union([
    packageName,
    z.strictObject({
      package: packageName.describe('The package that holds the kernel.'),
      from: suite.describe('Another suite that it comes from: `bookworm-backports`.').optional(),
    }),
  ])
  .describe('The package that holds the kernel.');

const files = z.union([
  localPath.describe('A directory that is laid over the image.'),
  z
    .record(z.string(), localPath)
    .describe('Paths in the image, each with a file or directory below the inventory.'),
]);

const cloudUrl = z.string().refine((text) => /^https?:\/\/[^/]/.test(text) && URL.canParse(text), {
  error: 'expected a URL that begins with http:// or https://',
});

const cloud = z
  .strictObject({
    url: cloudUrl.describe('Where the disk is downloaded from; needs `sha256`.').optional(),
    path: z
      .string()
      .min(1)
      .describe('The disk on this host: absolute, or relative to the inventory.')
      .optional(),
    sha256: sha256.optional(),
  })
  .describe('A disk with a boot loader and cloud-init, in the format qcow2 or raw.');

export const imageSchema = z
  .strictObject({
    suite: suite
      .describe("Built: the Debian suite, `trixie`, or the distribution's other names.")
      .optional(),
    kernel: kernel.optional(),
    packages: z.array(packageName).describe('Built: what else is installed.').optional(),
    files: files.describe('Built: what is laid over the files of the packages.').optional(),
    cloud: cloud.optional(),
  })
  .describe('An image that nodes boot: built from packages, or a cloud image of somebody else.');

export const imagesSchema = z
  .record(z.string().regex(/^[a-z][a-z0-9.-]*$/), imageSchema)
  .meta({ title: 'wirelab images' });
