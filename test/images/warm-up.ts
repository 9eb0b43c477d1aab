import { privateHost } from '../vm/wirelab.ts';

/** Builds the images that come with wirelab, in the cache of everybody. */
export async function setup(): Promise<void> {
  const host = privateHost();
  try {
    for (const name of ['debian-13', 'debian-12', 'debian-12-backports']) {
      const { code, stderr } = await host.run(['image', 'build', name]);
      if (code !== 0) throw new Error(`the image ${name} cannot be built:\n${stderr}`);
    }
  } finally {
    host.remove();
  }
}
