import { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import type { ImageInfo } from './image-store.ts';
import { interruptible } from './interruptible.ts';
import { newsLines } from './news-lines.ts';
import { print, printJson } from './output.ts';
import { table } from './table.ts';

export function imageCommand(): Command {
  return new Command('image')
    .description('list, build or remove node images, or pack boxes of them')
    .addCommand(listCommand())
    .addCommand(buildCommand())
    .addCommand(boxCommand())
    .addCommand(removeCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('list the images of the inventory, and which of them are ready to boot')
    .option('--json', 'as JSON')
    .action(async (flags: { readonly json?: true }) => {
      const { listImages } = await import('./image-store.ts');
      const images = listImages();
      if (flags.json === true) printJson(images);
      else print(table(images.map(row)));
    });
}

function row({ name, kind, directory, sizeBytes, kernel }: ImageInfo): readonly string[] {
  if (directory === null) return [name, kind, kind === 'built' ? 'not built yet' : 'not here yet'];
  const size = `${Math.ceil(sizeBytes / 1024 / 1024)} MiB`;
  return [name, kind, size, kernel === null ? 'not booted yet' : `Linux ${kernel}`, directory];
}

function buildCommand(): Command {
  return new Command('build')
    .description('build an image, or download it, now instead of on its first use')
    .argument('<name>', 'an image of the inventory')
    .action(async (name: string) => {
      const { imageSpec } = await import('./image-store.ts');
      const spec = imageSpec(name);
      const { ensureImage } = await import('../providers/qemu/image.ts');
      const news = newsLines();
      process.exitCode = await interruptible(async (signal) => {
        const { directory } = await ensureImage(spec, { signal, progress: news.say });
        print(directory);
        return exitCodes.passed;
      }, news.remind).finally(news.end);
    });
}

function boxCommand(): Command {
  return new Command('box')
    .description('pack a Vagrant box for libvirt from an image, and add it to those of Vagrant')
    .argument('[name]', 'an image of the inventory; that of the default node kind without it')
    .action(async (name: string | undefined) => {
      const { defaultImage, imageSpec } = await import('./image-store.ts');
      const spec = imageSpec(name ?? defaultImage());
      const { ensureImage } = await import('../providers/qemu/image.ts');
      const { packBox } = await import('../providers/vagrant/pack-box.ts');
      const news = newsLines();
      process.exitCode = await interruptible(async (signal) => {
        const context = { signal, progress: news.say };
        print(await packBox(await ensureImage(spec, context), context));
        return exitCodes.passed;
      }, news.remind).finally(news.end);
    });
}

function removeCommand(): Command {
  return new Command('remove')
    .description('remove an image that was made, and the templates')
    .argument('<name>', 'an image of the inventory')
    .action(async (name: string) => {
      const { imageSpec, removeImage } = await import('./image-store.ts');
      const removed = await removeImage(imageSpec(name));
      print(['removed:', ...(removed.length === 0 ? ['nothing'] : removed)].join('\n  '));
    });
}
