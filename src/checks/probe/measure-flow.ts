/** One iperf3 run between two endpoints. */
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import type { Flow } from '../../topology/checks/parts.ts';
import type { Endpoint } from '../../topology/model.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { ExecResult } from '../../transport/transport.ts';
import type { LabView } from '../check.ts';
import { type Iperf3Server, startIperf3Server } from './iperf3-server.ts';
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
    // After a measurement it ends by itself.
    if (measured) await server.run;
    await server.end();
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

/** A server for one test, which ends by itself when it is idle for longer than the test may take. */
function startServer(
  lab: LabView,
  at: Endpoint,
  options: FlowOptions,
  signal: AbortSignal,
): Iperf3Server {
  const lifetimeMs = options.durationMs + (READY_MS + EXTRA_MS) * lab.timeFactor;
  const idle = ['--idle-timeout', String(Math.ceil(lifetimeMs / 1000))];
  const command = (place: readonly string[]) => ['iperf3', '-s', '-1', '-J', ...place, ...idle];
  return startIperf3Server(lab, at, { command, lifetimeMs }, signal);
}
