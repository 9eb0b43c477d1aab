/** A ping with the proof that it took a tunnel: captures on the underlay, counters of the device. */
import { randomInt } from 'node:crypto';
import { shellQuote } from '../../lib/shell-quote.ts';
import type { Over } from '../../topology/checks/parts.ts';
import type { ReachCheck } from '../../topology/checks/reach.ts';
import { sightingsFilter } from '../judge/carried.ts';
import { captureWhile } from './capture-while.ts';
import type { Attempt, LabView } from '../check.ts';
import { countersLine, NODE_DEVICES } from './counters-line.ts';
import { judgePing, type PingJudgement } from '../judge/reach.ts';
import { tunnelObjection } from '../judge/tunnel.ts';
import { parseDeviceCounters } from '../parse/device-counters.ts';
import { parseRouteGet } from '../parse/route-get.ts';
import { reachProbe, type ReachPair } from './reach-probe.ts';
import { readPing } from '../judge/read-ping.ts';
import { runSections } from '../sections.ts';
import { tunnelSightings } from '../judge/tunnel-sightings.ts';

export async function attemptOver(
  lab: LabView,
  check: ReachCheck,
  pair: ReachPair & { readonly over: Over },
  signal: AbortSignal,
): Promise<Attempt> {
  const { over } = pair;
  const identifier = randomInt(1, 0x10000);
  const probe = reachProbe(check, pair, lab, identifier);
  const script = {
    before: countersLine(over.device, NODE_DEVICES),
    ping: probe.ping,
    after: countersLine(over.device, NODE_DEVICES),
    source: `ip -j route get ${shellQuote(pair.to.address)}`,
  };
  const { result: sections, captures } = await captureWhile(
    lab,
    over.segments,
    sightingsFilter(over.outer),
    () => runSections(lab, pair.from, script, { timeoutMs: probe.timeoutMs, signal }),
  );
  const report = readPing(sections.ping);
  const ping = {
    source: parseRouteGet(sections.source.output)?.source ?? 'no address',
    target: pair.to.address,
    identifier,
  };
  const sightings = over.segments.map((segment, index) =>
    tunnelSightings(segment, captures[index] ?? new Uint8Array(), over.outer, ping),
  );
  const before = parseDeviceCounters(sections.before.output, over.device);
  const after = parseDeviceCounters(sections.after.output, over.device);
  const answered = report.statistics?.received ?? 0;
  const objection = tunnelObjection(over, { ping, answered, sightings, before, after });
  return probe.attempt(withTunnel(judgePing(report, probe.bounds), over.device, objection), [
    probe.evidence(sections.ping),
    ...sightings.map((seen) => ({
      what: `the ping's packets on ${seen.segment}`,
      data: { ...seen, tunnel: over.outer, ping },
    })),
    { what: `${pair.from.node}: packets that ${over.device} counted`, data: { before, after } },
  ]);
}

function withTunnel(ping: PingJudgement, device: string, objection: string | null): PingJudgement {
  if (!ping.passed) return ping;
  if (objection === null) return { ...ping, observed: `${ping.observed}, over ${device}` };
  return { passed: false, observed: `answered, but not over ${device}: ${objection}` };
}
