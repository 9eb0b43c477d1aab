/** Two processes that want the same image. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { imageServer } from '../unit/providers/qemu/cloud/image-server.ts';
import { privateHost } from '../vm/wirelab.ts';
import { inventoryWith } from './inventory.ts';

it('is made once for two that want it at the same time', async () => {
  const directory = mkdtempSync('/tmp/wl-same-');
  const disk = randomBytes(20_000_000);
  disk.writeUInt16BE(0x55aa, 510);
  const sha256 = createHash('sha256').update(disk).digest('hex');
  const server = await imageServer();
  server.serve(disk);
  const images = [`big: { cloud: { url: '${server.url}', sha256: ${sha256} } }`];
  const inventory = inventoryWith(join(directory, 'inventory'), { images, kinds: [] });
  const host = privateHost({ XDG_CACHE_HOME: directory, WIRELAB_INVENTORY: inventory });
  const build = () => host.run(['image', 'build', 'big']);
  const ends = await Promise.all([build(), build()]);
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  expect(server.asked).toEqual(['all']);
  expect(readdirSync(join(directory, 'wirelab', 'images'))).toEqual([
    expect.stringMatching(/^big-[0-9a-f]{12}$/),
  ]);
  await server.close();
  host.remove();
  rmSync(directory, { recursive: true });
});
