/** An iperf3 server, until it is ended or ends by itself. */
import { randomInt } from 'node:crypto';
import { HarnessError } from '../../lib/errors.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { ExecResult } from '../../transport/transport.ts';
import type { LabView } from '../check.ts';
import { endIperf3 } from './end-iperf3.ts';

export interface Iperf3Server {
  readonly port: number;
  /** Settles when it has ended. */
  readonly run: Promise<unknown>;
  /** @throws HarnessError when it has ended */
  assertAlive(): void;
  end(): Promise<void>;
}

/** Even where nobody can reach the node any more to end it, it must end by itself. */
export interface Iperf3Spec {
  /** The whole command, given the options that say where it listens and keeps its number. */
  readonly command: (place: readonly string[]) => readonly string[];
  /** The most that it is waited for. */
  readonly lifetimeMs: number;
}

export function startIperf3Server(
  lab: LabView,
  at: Endpoint,
  { command, lifetimeMs }: Iperf3Spec,
  signal: AbortSignal,
): Iperf3Server {
  // Above the well-known ports, below the kernel's own choice for clients (32768 to 60999).
  const port = randomInt(20_000, 30_000);
  const pidFile = `/run/wirelab-iperf3-${port}.pid`;
  const abandoned = new AbortController();
  const either = AbortSignal.any([signal, abandoned.signal]);
  let ended: ExecResult | { readonly error: unknown } | null = null;
  const run = lab
    .exec(at, command(['-p', String(port), '-I', pidFile]), {
      timeoutMs: lifetimeMs,
      signal: either,
    })
    .then((result) => (ended = result))
    .catch((error: unknown) => (ended = { error }));
  return {
    port,
    run,
    assertAlive() {
      if (ended === null) return;
      const said = 'error' in ended ? String(ended.error) : `${ended.stderr}\n${ended.stdout}`;
      throw new HarnessError(`the iperf3 server at ${endpointLabel(at)} ended: ${said.trim()}`);
    },
    async end() {
      const gone = ended !== null && !('error' in ended) && !ended.timedOut;
      if (gone) return;
      const abandon = (): void => {
        abandoned.abort();
      };
      await endIperf3(lab, { at, pidFile, run, abandon });
    },
  };
}
