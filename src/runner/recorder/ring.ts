/** A capture of a segment into two files that take turns, so that it never grows. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { joinPcaps } from '../../checks/parse/join-pcaps.ts';
import { HarnessError } from '../../lib/errors.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import { poll } from '../../lib/poll.ts';
import type { SegmentTap } from '../../providers/provider.ts';

/** Millions of bytes of each of the two files (tcpdump(8), -C). */
const FILE_MB = 4;
/** Enough for two tunnels with IPv6 and the headers inside. */
const SNAP_BYTES = 256;
const OPEN_MS = 10_000;
/** The kernel hands over what it has caught once a second, or when a block of it is full. */
const DRAIN_MS = 3000;
const CLOSE_MS = 5000;
/** What tcpdump was given, what the kernel has for it, and what there was no room for. */
const COUNTS =
  /(\d+) packets? captured\D+(\d+) packets? received by filter\D+(\d+) packets? dropped by kernel/g;

export interface Ring {
  readonly segment: string;
  /** Takes in nothing more but what fits into a buffer of the kernel. */
  pause(): void;
  resume(): void;
  /** Ends it; a pcap file of what it holds. @throws HarnessError */
  stop(): Promise<Uint8Array>;
  /** Ends it at once. */
  discard(): Promise<void>;
}

/** Resolves once packets are being caught. `file` must end in `.pcap`. @throws HarnessError */
export async function startRing(
  { inside, device }: SegmentTap,
  spec: { readonly lab: string; readonly segment: string; readonly file: string },
): Promise<Ring> {
  const { lab, segment, file } = spec;
  const [command, ...args] = inside([
    ...['tcpdump', '-i', device, '-n', '-s', String(SNAP_BYTES), '-Z', 'root'],
    ...['-C', String(FILE_MB), '-W', '2', '-w', file],
  ]);
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: markedEnvironment(lab),
  });
  let said = '';
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  const listening = new Promise<void>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('listening on')) resolve();
    });
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), OPEN_MS);
  await Promise.race([listening, closed]);
  clearTimeout(timer);
  if (!said.includes('listening on')) {
    throw new HarnessError(`tcpdump does not run on the segment ${segment}: ${said.trim()}`);
  }
  return {
    segment,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    stop: async () => {
      child.kill('SIGCONT');
      await drain(child, () => said);
      await end(child, 'SIGINT', closed);
      const parts = [`${file}0`, `${file}1`].filter((part) => existsSync(part));
      return joinPcaps(await Promise.all(parts.map((part) => readFile(part))));
    },
    discard: () => end(child, 'SIGKILL', closed),
  };
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/**
 * Waits until it has been handed over all that the kernel has caught for it: asked by SIGUSR1, it
 * tells how much that is (tcpdump(8)).
 */
async function drain(child: ChildProcess, said: () => string): Promise<void> {
  const look = (): Promise<true | null> => {
    if (isOver(child)) return Promise.resolve(true);
    const [, caught, received, dropped] = [...said().matchAll(COUNTS)].at(-1) ?? [];
    const isAll = received !== undefined && Number(received) <= Number(caught) + Number(dropped);
    if (isAll) return Promise.resolve(true);
    child.kill('SIGUSR1');
    return Promise.resolve(null);
  };
  await poll(look, { deadlineMs: DRAIN_MS, firstPauseMs: 20, maxPauseMs: 100 });
}

async function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
  closed: Promise<void>,
): Promise<void> {
  if (isOver(child)) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
  child.kill(signal);
  await closed;
  clearTimeout(timer);
}
