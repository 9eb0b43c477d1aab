/**
 * The rest of a `reach` with `knock_out`: once the target has answered, a device is taken down, and
 * the target must not answer; the device comes back with all that it had, and the target answers.
 */
import { HarnessError } from '../../lib/errors.ts';
import { poll } from '../../lib/poll.ts';
import type { KnockOut } from '../../topology/checks/parts.ts';
import type { ReachCheck } from '../../topology/checks/reach.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { pingWords } from '../judge/reach.ts';
import type { PingReport } from '../parse/ping.ts';
import { MIN_INTERVAL_MS, pingCommand, probeTimeoutMs } from './ping-command.ts';
import type { ReachPair } from './reach-probe.ts';
import { readPing } from '../judge/read-ping.ts';
import type { Evidence } from '../result.ts';
import { runSections } from '../sections.ts';

/** For an answer on a fast machine. */
const WAIT_MS = 1000;
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 1000;

type KnockedPair = ReachPair & { readonly knockOut: KnockOut };

/** `, and not without vxlan0`, with the device's node where it is not the source's. */
export function withoutWords({ from }: Pick<ReachPair, 'from'>, knockOut: KnockOut): string {
  return `, and not without ${deviceWords(from.node, knockOut)}`;
}

/**
 * `reaches` is the first part, with everything up. What comes of the other parts is final: they
 * leave the lab as it was, and another try would only do the same again.
 */
export async function attemptKnockOut(
  lab: LabView,
  pair: KnockedPair,
  check: ReachCheck,
  signal: AbortSignal,
  reaches: () => Promise<Attempt>,
): Promise<Attempt> {
  const whole = await reaches();
  if (whole.outcome !== 'pass') return whole;
  const device = deviceWords(pair.from.node, pair.knockOut);
  const told = (
    part: Pick<Attempt, 'outcome' | 'observed'>,
    more: readonly Evidence[],
  ): Attempt => ({
    ...part,
    expected: whole.expected + withoutWords(pair, pair.knockOut),
    evidence: [...whole.evidence, ...more],
    final: true,
  });
  let down: Pinged;
  try {
    down = await whileDown(lab, pair, signal);
  } catch (error) {
    // Tried again, it would be found in a state that nobody knows.
    if (!(error instanceof NotRestored)) throw error;
    return told({ outcome: 'error', observed: error.message }, error.evidence);
  }
  const evidence = [pingEvidence(pair, `${device} is down`, down)];
  const whileWords = `without ${device}: ${pingWords(down.report)}`;
  if (answered(down)) {
    return told({ outcome: 'fail', observed: `answers all the same ${whileWords}` }, evidence);
  }
  const { value: again, last } = await answersAgain(lab, pair, check.withinMs, signal);
  const all = [...evidence, pingEvidence(pair, `${device} is up again`, last)];
  const observed = `${whole.observed}; ${whileWords}`;
  return again
    ? told(
        { outcome: 'pass', observed: `${observed}; with it again: ${pingWords(last.report)}` },
        all,
      )
    : told(
        { outcome: 'fail', observed: `${observed}; does not come back: ${pingWords(last.report)}` },
        all,
      );
}

/** The device could not be brought back as it was. */
class NotRestored extends Error {
  readonly evidence: readonly Evidence[];

  constructor(device: string, reason: HarnessError) {
    super(`${device} was taken down and could not be brought back: ${reason.message}`);
    const detail: unknown = 'diff' in reason ? reason.diff : null;
    this.evidence = detail === null ? [] : [{ what: `what is not as before`, data: detail }];
  }
}

/** One ping while the device is down. It is brought back whatever happens. */
async function whileDown(lab: LabView, pair: KnockedPair, signal: AbortSignal): Promise<Pinged> {
  const restore = await lab.takeDown(pair.knockOut, signal);
  const bringBack = async (): Promise<void> => {
    try {
      await restore();
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      throw new NotRestored(deviceWords(pair.from.node, pair.knockOut), error);
    }
  };
  let pinged: Pinged;
  try {
    pinged = await pingOnce(lab, pair, signal);
  } catch (error) {
    await bringBack();
    throw error;
  }
  await bringBack();
  return pinged;
}

async function answersAgain(
  lab: LabView,
  pair: ReachPair,
  withinMs: number,
  signal: AbortSignal,
): Promise<{ readonly value: boolean; readonly last: Pinged }> {
  let last = await pingOnce(lab, pair, signal);
  const { value } = await poll(
    async () => {
      if (answered(last)) return true;
      last = await pingOnce(lab, pair, signal);
      return answered(last) ? true : null;
    },
    {
      signal,
      deadlineMs: withinMs * lab.timeFactor,
      firstPauseMs: FIRST_PAUSE_MS,
      maxPauseMs: MAX_PAUSE_MS,
    },
  );
  return { value: value === true, last };
}

interface Pinged {
  readonly ping: string;
  readonly output: string;
  readonly report: PingReport;
}

async function pingOnce(lab: LabView, pair: ReachPair, signal: AbortSignal): Promise<Pinged> {
  const options = { count: 1, intervalMs: MIN_INTERVAL_MS, waitMs: WAIT_MS * lab.timeFactor };
  const ping = pingCommand(pair.to.address, options);
  const timeoutMs = probeTimeoutMs([options], lab.timeFactor);
  const sections = await runSections(lab, pair.from, { ping }, { timeoutMs, signal });
  return { ping, output: sections.ping.output, report: readPing(sections.ping) };
}

function answered({ report }: Pinged): boolean {
  return (report.statistics?.received ?? 0) > 0;
}

function pingEvidence(pair: ReachPair, when: string, { ping, output }: Pinged): Evidence {
  return textEvidence(`${endpointLabel(pair.from)}, ${when}: ${ping}`, output);
}

function deviceWords(home: string, { node, container, device }: KnockOut): string {
  const place = endpointLabel({ node, container });
  return node === home && container === null ? device : `${device} of ${place}`;
}
