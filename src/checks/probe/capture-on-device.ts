/** Catches what crosses a device of a node or container, by a tcpdump there. */
import { randomInt } from 'node:crypto';
import { HarnessError } from '../../lib/errors.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import type { Capture } from '../../providers/provider.ts';
import type { Endpoint } from '../../topology/model.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { LabView } from '../check.ts';

/** For starting or ending a process, on a fast machine. */
const TIMEOUT_MS = 10_000;
/** It ends by itself then, should nobody come to end it. */
const LONGEST_S = 300;
const DROPPED = /^(\d+) packets? dropped by kernel/m;

/**
 * Resolves once packets are being caught.
 * @throws HarnessError when tcpdump cannot be run there: not installed, no such device
 */
export async function captureOnDevice(
  lab: LabView,
  at: Endpoint,
  device: string,
  signal: AbortSignal,
): Promise<Capture> {
  const file = `/run/wirelab-capture-${randomInt(2 ** 32)}`;
  const timeoutMs = TIMEOUT_MS * lab.timeFactor;
  const where = `${device} of ${endpointLabel(at)}`;
  const started = await lab.exec(at, ['sh', '-c', startScript(file, device)], {
    timeoutMs,
    signal,
  });
  if (started.exitCode !== 0) {
    const [said] = `${started.stdout}\n${started.stderr}`.trim().split('\n');
    const silent = started.timedOut ? 'it did not start in time' : 'it ended without a word';
    const why = said === undefined || said === '' ? silent : said;
    throw new HarnessError(`tcpdump does not run on ${where}: ${why}`);
  }
  return {
    stop: async () => {
      const result = await lab.exec(at, ['sh', '-c', stopScript(file)], { timeoutMs });
      const dropped = DROPPED.exec(result.stderr)?.[1];
      if (result.exitCode !== 0 || dropped === undefined) {
        const why = result.stderr.trim() || 'tcpdump said nothing when it ended';
        throw new HarnessError(`the capture on ${where} was lost: ${why}`);
      }
      // What was not caught must not count as what did not cross.
      if (dropped !== '0')
        throw new HarnessError(`the capture on ${where} lost ${dropped} packets`);
      return Buffer.from(result.stdout, 'base64');
    },
  };
}

function startScript(file: string, device: string): string {
  return [
    // It is read before the other shell may have made it.
    `: >${file}.log`,
    `setsid timeout ${LONGEST_S} tcpdump -i ${shellQuote(device)} -w ${file}.pcap -U \\`,
    `  --immediate-mode -n -s 0 -Z root </dev/null >/dev/null 2>${file}.log &`,
    'pid=$!',
    `echo $pid >${file}.pid`,
    'until said=$(cat ' + file + '.log) && case $said in *"listening on"*) ;; *) false;; esac; do',
    `  kill -0 $pid 2>/dev/null || { cat ${file}.log; rm -f ${file}.*; exit 1; }`,
    '  sleep 0.05',
    'done',
  ].join('\n');
}

/**
 * tcpdump writes all that it has caught when it is interrupted, and then counts (tcpdump(8)). It
 * counts also when it ends for a reason of its own, such as a device that is gone: what crossed
 * after that is in no capture.
 */
function stopScript(file: string): string {
  return [
    `read -r pid <${file}.pid && kill -INT "$pid" || code=1`,
    'while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done',
    `cat ${file}.log >&2`,
    `base64 -w 0 ${file}.pcap || code=1`,
    `rm -f ${file}.*`,
    'exit ${code:-0}',
  ].join('\n');
}
