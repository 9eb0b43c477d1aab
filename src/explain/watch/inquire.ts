/** Asks the namespace that had a packet last how it would route it. */
import type { LabView } from '../../checks/check.ts';
import { parseRouteGet } from '../../checks/parse/route-get.ts';
import { parseSection, sectionScript } from '../../checks/sections.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { RouteLookup, TunnelLookup } from '../situation.ts';

export interface Question {
  readonly to: string;
  /** Where the packet came from, and by which device; null for one that is made here. */
  readonly received: { readonly from: string; readonly iif: string } | null;
}

export interface Tunnel {
  readonly device: string;
  readonly remote: string;
  readonly local: string | null;
}

export interface Answers {
  /** In the order of the questions. */
  readonly lookups: readonly RouteLookup[];
  readonly tunnels: readonly TunnelLookup[];
}

const TIMEOUT_MS = 10_000;

/** @throws HarnessError when the node cannot be reached */
export async function inquire(
  lab: LabView,
  at: Endpoint,
  questions: readonly Question[],
  tunnels: readonly Tunnel[],
  signal: AbortSignal,
): Promise<Answers> {
  const commands = [...questions.map(questionCommand), ...tunnels.map(tunnelCommand)];
  if (commands.length === 0) return { lookups: [], tunnels: [] };
  const sections = Object.fromEntries(commands.map((command, index) => [`q${index}`, command]));
  const { stdout } = await lab.exec(at, ['sh', '-s'], {
    stdin: sectionScript(sections),
    timeoutMs: TIMEOUT_MS * lab.timeFactor,
    signal,
  });
  const all = commands.map((command, index): RouteLookup => {
    const output = parseSection(stdout, `q${index}`)?.output ?? '';
    const route = parseRouteGet(output);
    return { command, output, route: route && { dev: route.dev, via: route.via } };
  });
  return {
    lookups: all.slice(0, questions.length),
    tunnels: tunnels.flatMap(({ device, remote }, index) => {
      const lookup = all[questions.length + index];
      return lookup === undefined ? [] : [{ device, remote, lookup }];
    }),
  };
}

function questionCommand({ to, received }: Question): string {
  const from =
    received === null ? '' : ` from ${shellQuote(received.from)} iif ${shellQuote(received.iif)}`;
  return `ip -j route get ${shellQuote(to)}${from}`;
}

function tunnelCommand({ remote, local }: Tunnel): string {
  return `ip -j route get ${shellQuote(remote)}${local === null ? '' : ` from ${shellQuote(local)}`}`;
}
