import type { Inventory } from '../../inventory/inventory.ts';
import { HarnessError } from '../../lib/errors.ts';
import { imageId } from '../qemu/image-id.ts';
import { type Box, findBox } from './box.ts';
import { packedBoxName } from './box-recipe.ts';

/** The box that stands for an image. @throws HarnessError when there is none */
export function boxFor(image: string, { images }: Inventory): Box {
  const spec = images.get(image);
  if (spec === undefined) {
    throw new HarnessError(`the inventory has no image ${image}`, {
      remedy: 'name one of inventory/images.yaml in inventory/kinds.yaml',
    });
  }
  const box = findBox(packedBoxName(imageId(spec)));
  if (box !== null) return box;
  throw new HarnessError(`vagrant has no box of the image ${image}`, {
    remedy: `pack one: npx wirelab image box ${image}`,
  });
}
