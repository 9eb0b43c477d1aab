import { privateHost } from './wirelab.ts';

/** Builds the image and the templates before the first test, which cannot wait for them. */
export async function setup(): Promise<void> {
  const host = privateHost();
  const { code, stderr } = await host.run(['run', 'multi-node-overlay', '--filter', 'underlay']);
  host.remove();
  if (code !== 0) throw new Error(`wirelab does not work here:\n${stderr}`);
}
