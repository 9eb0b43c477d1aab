/** What wirelab may leave on a host, looked for without its help. */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cacheDirectory } from '../../src/lib/directories.ts';
import { poll } from '../../src/lib/poll.ts';
import { isAlive, pidOf } from '../../src/lib/process-identity.ts';
import type { PrivateHost } from './wirelab.ts';

export interface HostProcess {
  readonly pid: number;
  readonly command: string;
}

/** Every process that was started, however indirectly, by wirelab on this private host. */
export function processesOf({ runtime }: PrivateHost): readonly HostProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      if (!readProc(name, 'environ').includes(`XDG_RUNTIME_DIR=${runtime}`)) return [];
      return [{ pid: Number(name), command: readProc(name, 'cmdline').join(' ') }];
    });
}

/** The QEMU of a node, of whichever lab. */
export function machineOf(host: PrivateHost, node: string): HostProcess | undefined {
  return processesOf(host).find(
    ({ command }) => command.startsWith('qemu-system') && command.includes(`/nodes/${node}/`),
  );
}

/** The process that a file of the host's only lab names: `namespace`, `nodes/node1/process`. */
export function processIn(host: PrivateHost, file: string): number {
  const [lab, ...others] = entries(join(host.runtime, 'wirelab', 'labs'));
  if (lab === undefined || others.length > 0) throw new Error('there is not one lab');
  return pidOf(readFileSync(join(lab, file), 'utf8'));
}

function readProc(pid: string, file: string): readonly string[] {
  try {
    return readFileSync(join('/proc', pid, file), 'utf8').split('\0');
  } catch {
    return []; // gone meanwhile, or another user's
  }
}

/**
 * What lies outside of the private host: devices that are named as a lab's are, mounts, and work in
 * the cache that nobody does any more. Others may be at work on this machine meanwhile.
 */
function shared(host: PrivateHost, cache: string): readonly string[] {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return [
    ...entries('/sys/class/net').filter((path) => /\/(s-|(node\d|router)\.)/.test(path)),
    ...mounts.filter((line) => line.includes(host.directory)),
    ...['images', 'templates'].flatMap((part) => entries(join(cache, part)).filter(isAbandoned)),
  ];
}

/** Work in progress names its maker, a lock points to it: PID and start time. */
function isAbandoned(path: string): boolean {
  const name = basename(path);
  if (!name.startsWith('.') && !name.includes('.lock')) return false;
  const words = name.startsWith('.') ? name : targetOf(path);
  if (words === null) return false;
  const [, pid = '', start = ''] = /(\d+)[:-](\d+)/.exec(words) ?? [];
  return !isAlive(`${pid}:${start}`);
}

/** Null when the link has gone meanwhile. */
function targetOf(link: string): string | null {
  try {
    return readlinkSync(link);
  } catch {
    return null;
  }
}

function entries(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : [];
}

/** Nobody interrupts a test. */
const { signal } = new AbortController();

export interface Before {
  /** All that is there now and was not then, and everything on the private host. */
  readonly leftovers: () => readonly string[];
  /** Processes that only lose their peer need a moment to notice. */
  expectNothingLeft(): Promise<void>;
}

/** Takes stock before wirelab starts. */
export function takeStock(host: PrivateHost, cache = cacheDirectory()): Before {
  const before = new Set(shared(host, cache));
  const leftovers = (): readonly string[] => [
    ...processesOf(host).map(({ pid, command }) => `process ${pid}: ${command}`),
    ...entries(join(host.runtime, 'wirelab', 'labs')),
    ...entries(host.temporary),
    ...entries(join(host.directory, 'state', 'wirelab', 'evidence')).filter(isAbandoned),
    ...shared(host, cache).filter((thing) => !before.has(thing)),
  ];
  return {
    leftovers,
    // Not by expect.poll, which tests that run at the same time cannot share.
    expectNothingLeft: async () => {
      const look = () => Promise.resolve(leftovers().length === 0 ? true : null);
      await poll(look, { signal, deadlineMs: 3000, firstPauseMs: 50, maxPauseMs: 100 });
      const left = leftovers();
      if (left.length > 0) throw new Error(`left behind:\n${left.join('\n')}`);
    },
  };
}
