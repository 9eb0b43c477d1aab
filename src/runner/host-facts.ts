import { readFileSync } from 'node:fs';
import { availableParallelism, release, totalmem } from 'node:os';
import type { HostFacts } from './events.ts';

/** The machine that wirelab itself runs on. */
export function hostFacts(provider: string): HostFacts {
  return {
    system: distribution(),
    kernel: release(),
    cpus: availableParallelism(),
    memoryMib: Math.floor(totalmem() / 2 ** 20),
    node: process.version,
    provider,
  };
}

/** `PRETTY_NAME` of os-release(5). */
function distribution(): string {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    return /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(text)?.[1] ?? 'Linux';
  } catch {
    return 'Linux';
  }
}
