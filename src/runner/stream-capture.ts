/** Streams what crosses a segment or a device of a running lab to this process's standard output. */
import { spawn } from 'node:child_process';
import { HarnessError, UsageError } from '../lib/errors.ts';
import { signalGroup } from '../lib/host-process.ts';
import { leashed } from '../lib/leash.ts';
import { markedEnvironment } from '../lib/marked-processes.ts';
import type { Endpoint } from '../topology/model.ts';
import { passedCommand } from './attach.ts';
import type { LabInfo } from './labs.ts';
import { openedLab } from './opened-lab.ts';

/** What can be looked at. */
export type CapturePoint =
  | { readonly kind: 'segment'; readonly segment: string }
  /** `any` is every device of the namespace. */
  | { readonly kind: 'device'; readonly at: Endpoint; readonly device: string };

export interface StreamOptions {
  readonly lab: LabInfo;
  readonly point: CapturePoint;
  /** As pcap-filter(7) has it; null catches everything. */
  readonly filter: string | null;
  /** Ends after so many packets; null goes on. */
  readonly count: number | null;
  /** Aborted, it ends the capture as well as its count does. */
  readonly signal: AbortSignal;
  /** Told what tcpdump says. */
  readonly onSaid: (text: string) => void;
}

/** What tcpdump may take to write its last packets, and ssh to hang up. */
const endMs = 5000;

/**
 * Resolves when the capture has ended, for whichever reason.
 * @throws UsageError when tcpdump does not take the filter
 * @throws HarnessError when it cannot be run there
 */
export async function streamCapture(options: StreamOptions): Promise<void> {
  const { lab, signal, onSaid } = options;
  const [file = '', ...args] = await commandOf(options);
  // In a process group of its own: a Ctrl-C is for this process, which then lets go of the leash.
  const child = spawn(file, args, {
    detached: true,
    stdio: ['pipe', 'inherit', 'pipe'],
    env: markedEnvironment(lab.id),
  });
  let said = '';
  let insisting: NodeJS.Timeout | undefined;
  const letGo = (): void => {
    child.stdin.end();
    insisting ??= setTimeout(() => {
      signalGroup(child.pid, 'SIGKILL');
    }, endMs);
  };
  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    onSaid(text);
  });
  signal.addEventListener('abort', letGo);
  if (signal.aborted) letGo();
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('close', resolve);
      child.once('error', (cause) => {
        reject(new HarnessError(`${file} cannot be run: ${cause.message}`, { cause }));
      });
    });
    if (code !== 0 && !isAborted(signal)) refuse(code, said);
  } finally {
    clearTimeout(insisting);
    signal.removeEventListener('abort', letGo);
  }
}

/** It may be by now. */
function isAborted({ aborted }: AbortSignal): boolean {
  return aborted;
}

async function commandOf({ lab, point, filter, count }: StreamOptions): Promise<readonly string[]> {
  const tcpdump = (device: string): readonly string[] =>
    leashed([
      ...['tcpdump', '-i', device, '-w', '-', '-U', '--immediate-mode', '-n', '-s', '0'],
      ...['-Z', 'root'],
      ...(count === null ? [] : ['-c', String(count)]),
      ...(filter === null ? [] : ['--', filter]),
    ]);
  if (point.kind === 'device') return passedCommand(lab, point.at, tcpdump(point.device));
  const { tapSegment } = await openedLab(lab);
  if (tapSegment === undefined) {
    throw new HarnessError(`the provider ${lab.provider} cannot look at segments here`, {
      remedy: 'name a node, or NODE:DEVICE',
    });
  }
  const { inside, device } = await tapSegment(point.segment);
  return inside(tcpdump(device));
}

/** A reader that closes its end, as `| head` does, ends the capture as it should. */
function refuse(code: number | null, said: string): void {
  if (/Broken pipe|EPIPE/.test(said) || code === null || code === 141) return;
  const last = said.trim().split('\n').at(-1) ?? '';
  if (/filter expression|syntax error/.test(said)) {
    throw new UsageError(`tcpdump does not take the filter: ${last}`);
  }
  throw new HarnessError(`the capture ended with exit code ${code}: ${last}`);
}
