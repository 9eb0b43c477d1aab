/** Sends the packets of a traced flow. */
import { randomBytes } from 'node:crypto';
import type { LabView } from '../../checks/check.ts';
import { connectCommand } from '../../checks/probe/tcp-command.ts';
import { pingCommand, probeTimeoutMs } from '../../checks/probe/ping-command.ts';
import { runSections } from '../../checks/sections.ts';
import type { PacketFlow } from '../../topology/checks/parts.ts';

const COUNT = 2;
/**
 * Longer than the second between two questions for a neighbour (arp(7), retrans_time): at least one
 * is asked then, also where the kernel was about to give up asking.
 */
const INTERVAL_MS = 1100;
/** For an answer on a fast machine. */
const WAIT_MS = 1000;
/** As many bytes as ping(8) repeats. */
const PATTERN_BYTES = 16;
/** IP and ICMP headers. */
const HEADERS: Readonly<Record<4 | 6, number>> = { 4: 28, 6: 48 };

/** What a router said of its MTU before would keep the packets from being sent at all. */
const FORGET_PATH_MTU = 'ip route flush cache; ip -6 route flush cache';

export interface Sent {
  /** Line of shell. */
  readonly command: string;
  readonly output: string;
  /** Null for a connection. */
  readonly pattern: string | null;
}

/** @throws HarnessError when the source cannot be reached */
export async function send(lab: LabView, flow: PacketFlow, signal: AbortSignal): Promise<Sent> {
  const waitMs = WAIT_MS * lab.timeFactor;
  const ping = { count: COUNT, intervalMs: INTERVAL_MS, waitMs };
  const pattern = flow.port === null ? randomBytes(PATTERN_BYTES).toString('hex') : null;
  const size = flow.bytes === null ? '' : ` -M do -s ${flow.bytes - HEADERS[flow.to.family]}`;
  const command =
    flow.port === null
      ? `${pingCommand(flow.to.address, ping)} -p ${pattern ?? ''}${size}`
      : connectCommand(flow.to, flow.port, waitMs);
  const { probe } = await runSections(
    lab,
    flow.from,
    { fresh: flow.bytes === null ? ':' : FORGET_PATH_MTU, probe: command },
    { timeoutMs: probeTimeoutMs([ping], lab.timeFactor) + waitMs, signal },
  );
  return { command, output: probe.output, pattern };
}
