import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, pidOf } from '../../src/lib/process-identity.ts';
import type { PrivateHost } from '../../test/vm/wirelab.ts';

/** A node's machine: QEMU, or the first process of its namespaces. */
export interface LabMachine {
  readonly lab: string;
  readonly node: string;
  readonly pid: number;
}

/** Those that run in labs of the host, as the labs' files say (docs/files-on-disk.md). */
export function machinesOf(host: PrivateHost): readonly LabMachine[] {
  const labs = join(host.runtime, 'wirelab', 'labs');
  return namesIn(labs).flatMap((lab) =>
    namesIn(join(labs, lab, 'nodes')).flatMap((node) =>
      ['process', 'holder'].flatMap((file) => {
        const identity = textOf(join(labs, lab, 'nodes', node, file));
        return isAlive(identity) ? [{ lab, node, pid: pidOf(identity) }] : [];
      }),
    ),
  );
}

function namesIn(directory: string): readonly string[] {
  try {
    return existsSync(directory) ? readdirSync(directory) : [];
  } catch {
    return []; // gone meanwhile
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
