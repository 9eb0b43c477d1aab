import { tmpdir } from 'node:os';
import type { Inventory } from '../../inventory/inventory.ts';
import { HarnessError } from '../../lib/errors.ts';
import type { StepContext } from '../provider.ts';
import { imageId } from '../qemu/image-id.ts';
import { type Box, findBox } from './box.ts';
import { packedBoxName } from './box-recipe.ts';
import { vagrant } from './vagrant.ts';

/**
 * The box that stands for an image: one that was packed of it, else that of the inventory, which is
 * downloaded if Vagrant has it not.
 * @throws HarnessError when there is none
 */
export async function boxFor(
  image: string,
  { images, boxes }: Inventory,
  context: StepContext,
): Promise<Box> {
  const spec = images.get(image);
  if (spec === undefined) {
    throw new HarnessError(`the inventory has no image ${image}`, {
      remedy: 'name one of inventory/images.yaml in inventory/kinds.yaml',
    });
  }
  const packed = findBox(packedBoxName(imageId(spec)));
  if (packed !== null) return packed;
  const name = boxes.get(image);
  const why = name === undefined ? null : await download(name, context);
  const box = name === undefined || why !== null ? null : findBox(name);
  if (box !== null) return box;
  const problem = `vagrant has no box of the image ${image}`;
  throw new HarnessError(why === null ? problem : `${problem}, and ${why}`, {
    remedy: `pack one, without any download of boxes: npx wirelab image box ${image}`,
  });
}

/** Why there is no such box; null when there is one. */
async function download(name: string, { signal, progress }: StepContext): Promise<string | null> {
  if (findBox(name) !== null) return null;
  progress(`downloading the box ${name}`);
  const call = { lab: `box ${name}`, directory: tmpdir(), signal };
  try {
    await vagrant(['box', 'add', name, '--provider', 'libvirt'], call);
    return null;
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const [last = ''] = error.message.trim().split('\n').slice(-1);
    return `${name} cannot be downloaded: ${last}`;
  }
}
