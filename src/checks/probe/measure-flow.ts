/** One iperf3 run between two endpoints. */
import { randomInt } from 'node:crypto';
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import type { Flow } from '../../topology/checks/parts.ts';
import type { Endpoint } from '../../topology/model.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { ExecResult } from '../../transport/transport.ts';
import type { LabView } from '../check.ts';
import { endIperf3 } from './end-iperf3.ts';
import { parseIperf3, type Iperf3Report } from '../parse/iperf3.ts';

export interface FlowOptions {
  readonly protocol: 'tcp' | 'udp';
  /** Offered load; null lets iperf3 choose. */
  readonly rateBps: number | null;
  readonly durationMs: number;
  /** Until the check's deadline. */
  readonly remainingMs: number;
}

export interface FlowMeasurement {
  readonly flow: Flow;
  readonly command: string;
  readonly report: Iperf3Report;
  /** The client's raw output. */
  readonly output: string;
}

/** For the server to listen, and for connecting to it, on a fast machine. */
const READY_MS = 5000;
/** The most for what iperf3 does before and after it measures, on a fast machine. */
const EXTRA_MS = 15_000;
/** What that takes where the path carries something, on a fast machine, with room to spare. */
const USUAL_EXTRA_MS = 3000;

/** How long a measurement must be waited for at least, deadline or not. */
export function shortestMs(
  { durationMs }: Pick<FlowOptions, 'durationMs'>,
  timeFactor: number,
): number {
  return durationMs + USUAL_EXTRA_MS * timeFactor;
}

/** How long to wait for the client: not beyond the deadline, unless that is too short to measure. */
function clientTimeoutMs(options: FlowOptions, timeFactor: number): number {
  const longest = options.durationMs + EXTRA_MS * timeFactor;
  return Math.min(longest, Math.max(options.remainingMs, shortestMs(options, timeFactor)));
}

/**
 * @throws HarnessError when there is nobody to measure with: a bare address as target, no iperf3,
 *   a server that does not start. A path that carries nothing is a report with `failed`.
 */
export async function measureFlow(
  lab: LabView,
  flow: Flow,
  options: FlowOptions,
  signal: AbortSignal,
): Promise<FlowMeasurement> {
  const { endpoint } = flow.to;
  if (endpoint === null) {
    throw new HarnessError(`${flow.to.label} is no endpoint of the lab: no server can run there`);
  }
  const server = startServer(lab, endpoint, options, signal);
  const client = clientCommand(flow, server.port, options, lab.timeFactor);
  let measured = false;
  try {
    const timeoutMs = clientTimeoutMs(options, lab.timeFactor);
    const { value } = await poll(
      async () => {
        server.assertAlive();
        const result = await lab.exec(flow.from, client, { timeoutMs, signal });
        const report = readReport(flow, result);
        const refused = report.kind === 'failed' && report.error.includes('Connection refused');
        return refused ? null : { report, output: result.stdout };
      },
      { signal, deadlineMs: READY_MS * lab.timeFactor, firstPauseMs: 50, maxPauseMs: 500 },
    );
    if (value === null) {
      throw new HarnessError(`the iperf3 server at ${endpointLabel(endpoint)} does not listen`);
    }
    measured = value.report.kind === 'measured';
    return { flow, command: client.join(' '), ...value };
  } finally {
    await server.end(measured);
  }
}

function clientCommand(flow: Flow, port: number, options: FlowOptions, timeFactor: number) {
  const seconds = Math.max(1, Math.ceil(options.durationMs / 1000));
  const connectMs = Math.min(
    READY_MS * timeFactor,
    clientTimeoutMs(options, timeFactor) - options.durationMs,
  );
  return [
    ...['iperf3', '-c', flow.to.address, '-p', String(port), '-J', '-i', '0'],
    ...['-t', String(seconds), '--connect-timeout', String(Math.round(connectMs))],
    ...(options.protocol === 'udp' ? ['-u'] : []),
    // Without a rate iperf3 offers UDP at 1 Mbit/s; 0 is as fast as it goes (iperf3(1)).
    ...(options.rateBps === null && options.protocol === 'tcp'
      ? []
      : ['-b', String(options.rateBps ?? 0)]),
  ];
}

function readReport(flow: Flow, result: ExecResult): Iperf3Report {
  const report = parseIperf3(result.stdout);
  if (report !== null) return report;
  if (result.timedOut) return { kind: 'failed', error: 'iperf3 did not end in time' };
  const why = result.stderr.trim() || `exit code ${String(result.exitCode)}`;
  throw new HarnessError(`iperf3 did not run at ${endpointLabel(flow.from)}: ${why}`);
}

interface Server {
  readonly port: number;
  /** @throws HarnessError when it ended before it served anybody. */
  assertAlive(): void;
  /** Waits for its own end after a measurement; ends it otherwise. */
  end(measured: boolean): Promise<void>;
}

/**
 * A server for one test. Even where nobody can reach the node any more to end it, it ends by itself
 * when it is idle for longer than the test may take.
 */
function startServer(
  lab: LabView,
  at: Endpoint,
  options: FlowOptions,
  signal: AbortSignal,
): Server {
  // Above the well-known ports, below the kernel's own choice for clients (32768 to 60999).
  const port = randomInt(20_000, 30_000);
  const pidFile = `/run/wirelab-iperf3-${port}.pid`;
  const timeoutMs = options.durationMs + (READY_MS + EXTRA_MS) * lab.timeFactor;
  const idleSeconds = String(Math.ceil(timeoutMs / 1000));
  const argv = ['iperf3', '-s', '-1', '-J', '-p', String(port), '-I', pidFile];
  const abandoned = new AbortController();
  const either = AbortSignal.any([signal, abandoned.signal]);
  let ended: ExecResult | { readonly error: unknown } | null = null;
  const run = lab
    .exec(at, [...argv, '--idle-timeout', idleSeconds], { timeoutMs, signal: either })
    .then((result) => (ended = result))
    .catch((error: unknown) => (ended = { error }));
  return {
    port,
    assertAlive() {
      if (ended === null) return;
      const said = 'error' in ended ? String(ended.error) : `${ended.stderr}\n${ended.stdout}`;
      throw new HarnessError(`the iperf3 server at ${endpointLabel(at)} ended: ${said.trim()}`);
    },
    async end(measured) {
      if (measured) await run;
      const gone = ended !== null && !('error' in ended) && !ended.timedOut;
      if (gone) return;
      const abandon = (): void => {
        abandoned.abort();
      };
      await endIperf3(lab, { at, pidFile, run, abandon });
    },
  };
}
