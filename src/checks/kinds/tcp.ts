/**
 * `tcp`: how an attempt to open a connection ends. Where it must not be made, the same source must
 * have reached something else right before, and the wire must show that it was tried.
 */
import { shellQuote } from '../../lib/shell-quote.ts';
import { HarnessError } from '../../lib/errors.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import type { TcpCheck, TcpControl } from '../../topology/checks/tcp.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { controlPing, controlWords } from '../probe/control-ping.ts';
import { textEvidence } from '../evidence.ts';
import { expectedTcp, judgeTcp, withoutControl } from '../judge/tcp.ts';
import { MIN_INTERVAL_MS, probeTimeoutMs } from '../probe/ping-command.ts';
import { runSections } from '../sections.ts';
import { connectCommand, connectionFilter } from '../probe/tcp-command.ts';
import { tcpEnd } from '../judge/tcp-end.ts';
import { watchedLines, watchLines } from '../probe/tcpdump-script.ts';
import { pairKey, pairTitle, targetWords } from '../words.ts';

/** For an answer on a fast machine. */
const WAIT_MS = 1000;
/** A SYN that is lost is sent again after a second (tcp(7)); no attempt is shorter. */
const SHORTEST_MS = 1500;
/**
 * A router that finds no neighbour says so after three unanswered requests a second apart
 * (arp(7), mcast_solicit and retrans_time): before that, rejection looks like silence.
 */
const NEIGHBOUR_MS = 3000;
/** What ends an attempt before its time: an answer, a refusal, an error. */
const HEARD = 'Flags \\[[RS]\\|ICMP';

export const tcp: CheckKind<TcpCheck> = {
  kind: 'tcp',
  turn: 'together',
  turnOf: ({ expect }) => (expect === 'connected' ? 'together' : 'late'),
  expand: (check) =>
    check.pairs.map((pair): Case => ({
      key: `${pairKey(pair)}:${check.port}`,
      title: pairTitle(check, pair, expectedTcp(pair, check.port, check.expect)),
      at: pair.from,
      ...(check.expect === 'connected' && { probed: { ...pair, port: check.port, bytes: null } }),
      attempt: (lab, signal) => attempt(lab, check, pair, signal),
    })),
};

async function attempt(
  lab: LabView,
  check: TcpCheck,
  pair: Pair,
  signal: AbortSignal,
): Promise<Attempt> {
  const { timeFactor } = lab;
  const { expect, port } = check;
  const waitMs = Math.max(SHORTEST_MS, WAIT_MS * timeFactor);
  const isToldFromSilence = expect === 'silence' || expect === 'rejected';
  const attemptMs = isToldFromSilence ? Math.max(waitMs, NEIGHBOUR_MS + WAIT_MS) : waitMs;
  const ping = { count: 1, intervalMs: MIN_INTERVAL_MS, waitMs };
  const connect = connectCommand(pair.to, port, attemptMs);
  const control = check.control[endpointLabel(pair.from)] ?? null;
  // Without a capture first: most connections that must come about do.
  const before =
    expect === 'connected' ? connect : controlCommand(control, pair, waitMs, timeFactor);
  const sections = await runSections(
    lab,
    pair.from,
    {
      before,
      watch: [
        `case $code in 0) went=yes;; *) went=no;; esac; said=; dump=`,
        `if [ $went = ${expect === 'connected' ? 'no' : 'yes'} ]; then`,
        watchLines(connectionFilter(pair.to, port)),
        'fi',
      ].join('\n'),
      connect: `[ -z "$dump" ] || { said=$(${connect} 2>&1); ended=$?; echo "$said"; (exit $ended); }`,
      route: `ip -j route get ${shellQuote(pair.to.address)}`,
      // Where nothing was sent, and where nothing came in time, there is nothing to wait for.
      wire: [
        'case $code:$said in',
        `0:*'timed out'* | [!0]:*) ${watchedLines(null)};;`,
        `*) ${watchedLines(HEARD)};;`,
        'esac',
      ].join('\n'),
      neighbours: 'ip neigh show',
    },
    { timeoutMs: probeTimeoutMs([ping], timeFactor) + 2 * attemptMs, signal },
  );
  const at = endpointLabel(pair.from);
  const expected = expectedTcp(pair, port, expect);
  const evidence = [
    textEvidence(`${at}: ${before}`, sections.before.output),
    textEvidence(`${at}: ${connect}`, sections.connect.output),
    textEvidence(`${at}: tcpdump of the attempt`, sections.wire.output),
    textEvidence(`${at}: ip -j route get ${pair.to.address}`, sections.route.output),
    textEvidence(`${at}: ip neigh show`, sections.neighbours.output),
  ].filter(({ data }) => data !== '');
  if (expect !== 'connected' && sections.before.exitCode !== 0) {
    const said = controlWords(sections.before.output);
    const failed = withoutControl(expected, pair, { words: wordsOf(control), said });
    return { ...failed, evidence };
  }
  if (sections.watch.exitCode !== 0) {
    throw new HarnessError(`tcpdump does not run at ${at}: ${sections.watch.output.trim()}`);
  }
  const again = expect !== 'connected' || sections.before.exitCode !== 0;
  const end = tcpEnd(pair.to.address, {
    connect: again ? sections.connect : sections.before,
    wire: sections.wire,
    routeGet: sections.route,
  });
  return { ...judgeTcp(expected, expect, end), evidence };
}

function controlCommand(
  control: TcpControl | null,
  pair: Pair,
  waitMs: number,
  timeFactor: number,
): string {
  if (control?.port != null) return connectCommand(control.to, control.port, waitMs);
  const ping = { count: 1, intervalMs: MIN_INTERVAL_MS, waitMs: WAIT_MS * timeFactor };
  return controlPing(control?.to ?? null, pair.to.family, ping);
}

function wordsOf(control: TcpControl | null): string {
  if (control === null) return 'its own address';
  const port = control.port === null ? '' : `, port ${control.port}`;
  return `${targetWords(control.to)}${port}`;
}
