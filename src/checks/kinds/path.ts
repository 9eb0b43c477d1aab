/** `path`: which routers a packet passes, by traceroute. */
import { HarnessError } from '../../lib/errors.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import type { PathCheck } from '../../topology/checks/path.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { answeredHops, hopsWords, pathObjection } from '../judge/path.ts';
import { parseTraceroute } from '../parse/traceroute.ts';
import { runSections } from '../sections.ts';
import { caseTitle, flowWords, pairKey, targetWords } from '../words.ts';

/** For starting the process, on a fast machine. */
const START_MS = 10_000;
/** For one answer, on a fast machine, in seconds. */
const WAIT_S = 1;
/** Hops to go beyond what is expected, to see where the packets went instead. */
const MORE_HOPS = 2;

export const path: CheckKind<PathCheck> = {
  kind: 'path',
  turn: 'together',
  expand: (check): readonly Case[] => [
    {
      key: pairKey(check.flow),
      title: caseTitle({ title: check.title, cases: 1, name: '', sentence: sentence(check) }),
      at: check.flow.from,
      attempt: (lab, signal) => attempt(lab, check, signal),
    },
  ],
};

function sentence({ flow, hops }: PathCheck): string {
  return `the way ${flowWords(flow)} is ${hops.map(({ label }) => label).join(' → ')}`;
}

async function attempt(lab: LabView, check: PathCheck, signal: AbortSignal): Promise<Attempt> {
  const { flow, hops } = check;
  const command = [
    // ICMP, since no port is certain to be closed; one probe a hop, since routers ration errors.
    'traceroute -n -I -q 1',
    `-w ${WAIT_S * lab.timeFactor} -m ${hops.length + MORE_HOPS}`,
    shellQuote(flow.to.address),
  ].join(' ');
  const waitMs = WAIT_S * 1000 * (hops.length + MORE_HOPS);
  const timeoutMs = (START_MS + waitMs) * lab.timeFactor;
  const { way } = await runSections(lab, flow.from, { way: command }, { timeoutMs, signal });
  const traced = parseTraceroute(way.output);
  if (traced === null) {
    throw new HarnessError(
      `traceroute did not run at ${endpointLabel(flow.from)} (exit code ${way.exitCode}): ${way.output.trim()}`,
    );
  }
  const objection = pathObjection(hops, traced);
  return {
    outcome: objection === null ? 'pass' : 'fail',
    expected: `the way from ${endpointLabel(flow.from)} to ${targetWords(flow.to)} is ${hops.map(({ label }) => label).join(' → ')}`,
    observed: objection ?? hopsWords(answeredHops(traced, hops)),
    evidence: [
      textEvidence(`${endpointLabel(flow.from)}: ${command}`, way.output),
      { what: 'hops', data: traced.hops },
    ],
    final: false,
  };
}
