/** An iperf3 server that serves one client after another, until it is ended. */
import { randomInt } from 'node:crypto';
import { HarnessError } from '../../lib/errors.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { ExecResult } from '../../transport/transport.ts';
import type { LabView } from '../check.ts';
import { endIperf3 } from './end-iperf3.ts';

export interface Iperf3Server {
  readonly port: number;
  /** @throws HarnessError when it has ended */
  assertAlive(): void;
  end(): Promise<void>;
}

/** Even where nobody can reach the node any more to end it, it ends after `lifetimeMs`. */
export function startIperf3Server(
  lab: LabView,
  at: Endpoint,
  lifetimeMs: number,
  signal: AbortSignal,
): Iperf3Server {
  // Above the well-known ports, below the kernel's own choice for clients (32768 to 60999).
  const port = randomInt(20_000, 30_000);
  const pidFile = `/run/wirelab-iperf3-${port}.pid`;
  const seconds = String(Math.ceil(lifetimeMs / 1000));
  const argv = ['timeout', seconds, 'iperf3', '-s', '-p', String(port), '-I', pidFile];
  const abandoned = new AbortController();
  const either = AbortSignal.any([signal, abandoned.signal]);
  let ended: ExecResult | { readonly error: unknown } | null = null;
  const run = lab
    .exec(at, argv, { timeoutMs: lifetimeMs, signal: either })
    .then((result) => (ended = result))
    .catch((error: unknown) => (ended = { error }));
  return {
    port,
    assertAlive() {
      if (ended === null) return;
      const said = 'error' in ended ? String(ended.error) : `${ended.stderr}\n${ended.stdout}`;
      throw new HarnessError(`the iperf3 server at ${endpointLabel(at)} ended: ${said.trim()}`);
    },
    async end() {
      if (ended !== null) return;
      const abandon = (): void => {
        abandoned.abort();
      };
      await endIperf3(lab, { at, pidFile, run, abandon });
    },
  };
}
