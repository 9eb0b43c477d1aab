/** Measures several paths in turns, so that whatever slows the lab down slows all of them down. */
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import type { ComparedPath, CompareCheck } from '../../topology/checks/compare.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { LabView } from '../check.ts';
import type { Sample } from '../judge/comparison.ts';
import { type Iperf3Server, startIperf3Server } from './iperf3-server.ts';
import type { Rounds } from '../judge/compare.ts';
import { parseIperf3 } from '../parse/iperf3.ts';
import { parsePingTimes } from '../parse/ping-times.ts';
import { runSections } from '../sections.ts';

/** A sample may take this much longer than TCP sends, on a fast machine: two tools start. */
const EXTRA_MS = 10_000;
/** For a server to listen, on a fast machine. */
const READY_MS = 5000;
/** Echo requests a sample, and the pause between two; only root may ask for one as short. */
const PINGS = 20;
/** The shortest time of as many hardly differs from that of all; a busy machine loses one at times. */
const FEWEST_ANSWERS = 15;
const PING_PAUSE_S = 0.005;
const PING_WAIT_S = 4;

/**
 * Every path once a round, in another order each time. One sample before the first round does not
 * count: on an emulated machine, code that runs for the first time is slow.
 * @throws HarnessError when a path cannot be measured
 */
export async function measureRounds(
  lab: LabView,
  { paths, rounds, durationMs }: CompareCheck,
  signal: AbortSignal,
): Promise<Rounds> {
  const sampleMs = durationMs + EXTRA_MS * lab.timeFactor;
  const lifetimeMs = (rounds + 1) * paths.length * sampleMs;
  const lifetime = ['timeout', String(Math.ceil(lifetimeMs / 1000))];
  const command = (place: readonly string[]) => [...lifetime, 'iperf3', '-s', ...place];
  const servers = new Map<ComparedPath, Iperf3Server>();
  const samples = new Map<string, Sample[]>(paths.map(({ name }) => [name, []]));
  try {
    for (const path of paths) {
      const { endpoint, label } = path.flow.to;
      if (endpoint === null) {
        throw new HarnessError(`${label} is no endpoint of the lab: no server can run there`);
      }
      servers.set(path, startIperf3Server(lab, endpoint, { command, lifetimeMs }, signal));
    }
    const measure = (path: ComparedPath): Promise<Sample> => {
      const server = servers.get(path);
      if (server === undefined) throw new Error('unreachable: every path has a server');
      return measureOnce(lab, path, { server, durationMs, sampleMs, signal });
    };
    for (const path of paths.slice(0, 1)) await measure(path);
    for (let round = 0; round < rounds; round++) {
      for (const path of inTurn(paths, round)) samples.get(path.name)?.push(await measure(path));
    }
  } finally {
    await Promise.all([...servers.values()].map((server) => server.end()));
  }
  return samples;
}

/** Begins with another item each round, and goes the other way every second one. */
export function inTurn<T>(items: readonly T[], round: number): readonly T[] {
  const first = Math.floor(round / 2) % Math.max(1, items.length);
  const turned = [...items.slice(first), ...items.slice(0, first)];
  return round % 2 === 0 ? turned : turned.toReversed();
}

interface Means {
  readonly server: Iperf3Server;
  readonly durationMs: number;
  /** The longest that a sample may take. */
  readonly sampleMs: number;
  readonly signal: AbortSignal;
}

async function measureOnce(lab: LabView, path: ComparedPath, means: Means): Promise<Sample> {
  const { flow, name } = path;
  const { server, durationMs, sampleMs, signal } = means;
  const at = endpointLabel(flow.from);
  const connectMs = Math.round(READY_MS * lab.timeFactor);
  const seconds = Math.max(1, Math.ceil(durationMs / 1000));
  const sections = {
    iperf3: `iperf3 -c ${flow.to.address} -p ${server.port} -J -i 0 -t ${seconds} --connect-timeout ${connectMs}`,
    ping: `ping -n -c ${PINGS} -i ${PING_PAUSE_S} -W ${PING_WAIT_S} ${flow.to.address}`,
  };
  const { value } = await poll(
    async () => {
      server.assertAlive();
      const { iperf3, ping } = await runSections(lab, flow.from, sections, {
        timeoutMs: sampleMs,
        signal,
      });
      const report = parseIperf3(iperf3.output);
      if (report === null) {
        throw new HarnessError(`iperf3 did not run at ${at}: ${iperf3.output.trim()}`);
      }
      if (report.kind === 'failed') {
        if (report.error.includes('Connection refused')) return null;
        throw new HarnessError(`the path ${name} carries nothing: ${report.error}`);
      }
      const times = parsePingTimes(ping.output);
      if (times.length < FEWEST_ANSWERS) {
        throw new HarnessError(`on the path ${name}, ${times.length} of ${PINGS} pings came back`);
      }
      // The others had to wait for a processor, which is not on the path.
      return { throughputBps: report.receivedBps, latencyMs: Math.min(...times) };
    },
    { signal, deadlineMs: connectMs, firstPauseMs: 50, maxPauseMs: 500 },
  );
  if (value !== null) return value;
  throw new HarnessError(`the iperf3 server at ${flow.to.label} does not listen`);
}
