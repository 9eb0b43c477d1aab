/** What is done once on a machine that becomes a template. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError } from '../../lib/errors.ts';
import type { Image } from './image.ts';

/** Runs a script on the machine, and returns what it printed. @throws HarnessError when it fails */
type Run = (script: string) => Promise<string>;

/** What nodes of any scenario are configured with, each with the package that brings it in Debian. */
const neededTools: ReadonlyMap<string, string> = new Map([
  ['ip', 'iproute2'],
  ['bridge', 'iproute2'],
  ['modprobe', 'kmod'],
  ['ping', 'iputils-ping'],
  ['nft', 'nftables'],
  ['socat', 'socat'],
]);

/** What is primed where it is there: some scenarios have no use for it. */
const otherTools = ['iperf3', 'tcpdump'];

/** Nothing can be installed later: mgmt leads nowhere. @throws HarnessError with what is not there */
export async function demandTools({ id }: Image, run: Run): Promise<void> {
  const tools = [...neededTools.keys()];
  const script = `for tool in ${tools.join(' ')}; do command -v $tool >/dev/null || echo $tool; done`;
  const missing = (await run(script)).split('\n').filter((tool) => neededTools.has(tool));
  if (missing.length === 0) return;
  const packages = new Set(missing.map((tool) => neededTools.get(tool)));
  throw new HarnessError(`the image ${id} lacks ${missing.join(', ')}`, {
    remedy: `use an image that has them (Debian packages ${[...packages].join(', ')}); nodes cannot install anything`,
  });
}

/** The priming script for a machine that may lack what only some scenarios need. */
export function primingOf(script: string): string {
  const stand = 'command -v $tool >/dev/null || eval "$tool() { :; }"';
  return `for tool in ${otherTools.join(' ')}; do ${stand}; done\n${script}`;
}

/** Writes down the release of a kernel that was not known before it ran. */
export async function noteKernel({ directory }: Image, run: Run): Promise<void> {
  const file = join(directory, 'kernel');
  if (!existsSync(file)) await writeFile(file, await run('uname -r'));
}
