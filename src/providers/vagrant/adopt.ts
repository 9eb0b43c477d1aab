/** How a machine from somebody else's box becomes a node. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageSpec } from '../../inventory/inventory.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import { basePackages } from '../qemu/build-image.ts';

const recipe = join(projectRoot, 'box');

/** A shell script for root, after which the machine is booted again. */
export function adoptScript(image: ImageSpec): string {
  const packages = [...basePackages, ...(image.kind === 'built' ? image.packages : [])];
  const mgmt = readFileSync(join(recipe, 'rootfs/usr/local/sbin/wirelab-mgmt'), 'utf8');
  const script = readFileSync(join(recipe, 'adopt.sh'), 'utf8');
  const [interpreter = '', ...lines] = script.split('\n');
  return [
    interpreter,
    `set -- ${packages.map(shellQuote).join(' ')}`,
    `mgmt_script() { cat <<'MGMT_SCRIPT'\n${mgmt}MGMT_SCRIPT\n}`,
    ...lines,
  ].join('\n');
}
