/** Ends an iperf3 server. */
import type { Endpoint } from '../../topology/model.ts';
import type { LabView } from '../check.ts';

/** For a server to start and to end, on a fast machine. */
const END_MS = 5000;
const PAUSE_S = 0.05;

export interface RunningServer {
  readonly at: Endpoint;
  /** Where iperf3 writes its process number (`-I`), a moment after it was started. */
  readonly pidFile: string;
  /** Settles when it has ended. */
  readonly run: Promise<unknown>;
  /** Gives up waiting for it; it ends by itself later. */
  readonly abandon: () => void;
}

/** Returns when it has ended, or cannot be ended. */
export async function endIperf3(lab: LabView, server: RunningServer): Promise<void> {
  const timeoutMs = END_MS * lab.timeFactor;
  const timer = setTimeout(server.abandon, 2 * timeoutMs);
  // Best effort: the run may be ending because the node is gone.
  await lab
    .exec(server.at, ['sh', '-c', killScript(server.pidFile)], { timeoutMs })
    .catch(() => null);
  await server.run;
  clearTimeout(timer);
}

/** A client that fails at once is faster than the server, which has written nothing yet then. */
function killScript(pidFile: string): string {
  return [
    `read_pid() { pid=; { read -r pid <${pidFile}; } 2>/dev/null; [ -n "$pid" ]; }`,
    'tries=0',
    `until read_pid || [ $tries -ge ${END_MS / 1000 / PAUSE_S} ]; do`,
    `  tries=$((tries + 1)); sleep ${PAUSE_S}`,
    'done',
    '[ -z "$pid" ] || kill "$pid"',
  ].join('\n');
}
