/**
 * `source_seen`: the source address of a packet where it arrives. The packet carries a number that
 * nobody else's does, so that it is known again whatever was rewritten on its way.
 */
import { HarnessError } from '../../lib/errors.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import type { SourceSeenCheck } from '../../topology/checks/source-seen.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { judgeSourceSeen } from '../judge/source-seen.ts';
import { MIN_INTERVAL_MS, pingCommand, probeTimeoutMs } from '../probe/ping-command.ts';
import { readPing } from '../judge/read-ping.ts';
import { runSections, type SectionOutput } from '../sections.ts';
import { sendCommand } from '../probe/tcp-command.ts';
import { randomToken, tokenFilter, tokenHex } from '../token.ts';
import { watchArrivals } from '../probe/watch-arrivals.ts';
import { pairKey, pairTitle } from '../words.ts';

/** For an answer on a fast machine. */
const WAIT_MS = 1000;

export const sourceSeen: CheckKind<SourceSeenCheck> = {
  kind: 'source_seen',
  turn: 'together',
  expand: (check) =>
    check.pairs.map((pair): Case => ({
      key: check.port === null ? pairKey(pair) : `${pairKey(pair)}:${check.port}`,
      title: pairTitle(check, pair, sentence(check, pair)),
      at: pair.from,
      attempt: (lab, signal) => attempt(lab, check, pair, signal),
    })),
};

function sentence(check: SourceSeenCheck, pair: Pair): string {
  const port = check.port === null ? '' : `, port ${check.port}`;
  const at = endpointLabel(check.at);
  const where = at === pair.to.label ? '' : ` at ${at}`;
  return `what ${endpointLabel(pair.from)} sends to ${pair.to.label}${port} comes${where} from ${check.address}`;
}

async function attempt(
  lab: LabView,
  check: SourceSeenCheck,
  pair: Pair,
  signal: AbortSignal,
): Promise<Attempt> {
  const token = randomToken();
  const waitMs = WAIT_MS * lab.timeFactor;
  const ping = { count: 1, intervalMs: MIN_INTERVAL_MS, waitMs };
  const options = { timeoutMs: probeTimeoutMs([ping], lab.timeFactor), signal };
  const { port } = check;
  const filter = tokenFilter(token, port === null ? 'icmp' : 'tcp', pair.to.family);
  const probe =
    port === null
      ? `${pingCommand(pair.to.address, ping)} -p ${tokenHex(token)}`
      : `echo ${token} | ${sendCommand(pair.to, port, waitMs)}`;
  const watching = await watchArrivals(lab, check.at, filter, options);
  let sent: SectionOutput;
  let seen: string;
  try {
    ({ sent } = await runSections(lab, pair.from, { sent: probe }, options));
  } finally {
    seen = await watching.end();
  }
  const from = endpointLabel(pair.from);
  // Both throw where nothing was tried, so that nothing can have arrived.
  if (port === null) readPing(sent);
  else refuseUnsent(sent, from);
  return {
    ...judgeSourceSeen(check.address, { sent: sent.output, seen }),
    expected: sentence(check, pair),
    evidence: [
      textEvidence(`${from}: ${probe}`, sent.output),
      textEvidence(`${endpointLabel(check.at)}: tcpdump of what arrives`, seen),
    ],
    final: false,
  };
}

/** A shell ends with 126 or 127 where it cannot run a command. */
function refuseUnsent({ output, exitCode }: SectionOutput, from: string): void {
  if (exitCode !== 126 && exitCode !== 127) return;
  throw new HarnessError(`nothing was sent at ${from}: ${output.trim()}`);
}
