/**
 * `no_reach`: the target does not answer a ping. It counts only if the probe ran, and if the same
 * source reached something else right before.
 *
 * Only the control is waited for. The probe itself is not polled until it fails by chance: an
 * answer ends the check at once. It runs late, after the neighbouring checks have shown that the
 * lab has come up.
 */
import { shellQuote } from '../../lib/shell-quote.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import type { NoReachCheck, NoReachOutcome } from '../../topology/checks/no-reach.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { controlPing } from '../probe/control-ping.ts';
import { textEvidence } from '../evidence.ts';
import { judgeNoReach } from '../judge/no-reach.ts';
import { parseRouteGet } from '../parse/route-get.ts';
import {
  MIN_INTERVAL_MS,
  pingCommand,
  probeTimeoutMs,
  type PingOptions,
} from '../probe/ping-command.ts';
import { runSections } from '../sections.ts';
import { pairKey, pairTitle, targetWords } from '../words.ts';

/** For an answer on a fast machine. */
const WAIT_MS = 1000;
/**
 * A router that finds no neighbour says so after three unanswered requests a second apart
 * (arp(7), mcast_solicit and retrans_time): before that, rejection looks like silence.
 */
const NEIGHBOUR_MS = 3000;
/**
 * A router sends one host at most one error a second (Linux, ip-sysctl.rst, icmp_ratelimit), and
 * for a missing route it counts each error twice: requests that come faster than that are rejected
 * without a word once its small burst is spent, and look like silence.
 */
const ERROR_INTERVAL_MS = 2200;

export const noReach: CheckKind<NoReachCheck> = {
  kind: 'no_reach',
  turn: 'late',
  expand: (check) =>
    check.pairs.map((pair): Case => ({
      key: pairKey(pair),
      title: pairTitle(check, pair, `${endpointLabel(pair.from)} does not reach ${pair.to.label}`),
      at: pair.from,
      attempt: (lab, signal) => attempt(lab, check, pair, signal),
    })),
};

async function attempt(
  lab: LabView,
  check: NoReachCheck,
  pair: Pair,
  signal: AbortSignal,
): Promise<Attempt> {
  const { timeFactor } = lab;
  const address = shellQuote(pair.to.address);
  const control = check.control[endpointLabel(pair.from)] ?? null;
  const waitMs = WAIT_MS * timeFactor;
  const first = { count: 1, intervalMs: MIN_INTERVAL_MS, waitMs };
  const probePing: PingOptions = {
    count: check.count,
    ...(isToldFromSilence(check.expect)
      ? { intervalMs: ERROR_INTERVAL_MS, waitMs: Math.max(waitMs, NEIGHBOUR_MS + WAIT_MS) }
      : { intervalMs: MIN_INTERVAL_MS, waitMs }),
  };
  const ping = pingCommand(pair.to.address, probePing);
  const sections = await runSections(
    lab,
    pair.from,
    {
      control: controlPing(control, pair.to.family, first),
      probe: `[ "$code" != 0 ] || ${ping}`,
      route: `ip -j route get ${address}`,
      neighbours: 'ip neigh show',
    },
    {
      timeoutMs: probeTimeoutMs([first, probePing], timeFactor),
      signal,
    },
  );
  const judged = judgeNoReach(pair, check.expect, {
    control: sections.control,
    controlWords: control === null ? 'its own address' : targetWords(control),
    probe: {
      count: check.count,
      ping: sections.probe,
      routeGet: sections.route,
      source: parseRouteGet(sections.route.output)?.source ?? null,
    },
  });
  const at = endpointLabel(pair.from);
  return {
    ...judged,
    evidence: [
      textEvidence(`${at}: control ping`, sections.control.output),
      textEvidence(`${at}: ${ping}`, sections.probe.output),
      textEvidence(`${at}: ip -j route get ${address}`, sections.route.output),
      textEvidence(`${at}: ip neigh show`, sections.neighbours.output),
    ],
  };
}

/** Whether it matters if the packets were rejected or just lost. */
function isToldFromSilence(expect: NoReachOutcome | null): boolean {
  return expect === 'silence' || expect === 'rejected';
}
