/** `bgp`: a session of a BGP daemon, what it received, and what of it is in the kernel. */
import { HarnessError } from '../../lib/errors.ts';
import type { BgpCheck } from '../../topology/checks/bgp.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { judgeBgp } from '../judge/bgp.ts';
import { birdcTrouble, parseBgpSession, parseBirdRoutes } from '../parse/birdc.ts';
import { parseIpRoutes } from '../parse/ip-route.ts';
import { runSections, type SectionOutput } from '../sections.ts';
import { caseTitle } from '../words.ts';

/** For asking the daemon and the kernel, on a fast machine. */
const TIMEOUT_MS = 10_000;

export const bgp: CheckKind<BgpCheck> = {
  kind: 'bgp',
  turn: 'together',
  expand: (check): readonly Case[] => [
    {
      key: `${endpointLabel(check.at)}-${check.neighbor}`,
      title: caseTitle({ title: check.title, cases: 1, name: '', sentence: expectedWords(check) }),
      at: check.at,
      attempt: (lab, signal) => attempt(lab, check, signal),
    },
  ],
};

async function attempt(lab: LabView, check: BgpCheck, signal: AbortSignal): Promise<Attempt> {
  const { at, socket, session, family } = check;
  const birdc = `birdc -r -s ${socket}`;
  const script = {
    session: `${birdc} show protocols ${session}`,
    received: `${birdc} show route protocol ${session}`,
    kernel: `ip -j -${family} route show table main proto bird`,
  };
  const timeoutMs = TIMEOUT_MS * lab.timeFactor;
  const sections = await runSections(lab, at, script, { timeoutMs, signal });
  for (const { output, exitCode } of [sections.session, sections.received]) {
    const trouble = birdcTrouble(output, exitCode);
    if (trouble !== null) {
      throw new HarnessError(`the BGP daemon at ${endpointLabel(at)} cannot be asked: ${trouble}`);
    }
  }
  const judged = judgeBgp(check, {
    session: parseBgpSession(sections.session.output, session),
    received: parseBirdRoutes(sections.received.output),
    installed: destinations(sections.kernel, check),
  });
  return {
    ...judged,
    expected: expectedWords(check),
    evidence: (['session', 'received', 'kernel'] as const).map((name) =>
      textEvidence(`${endpointLabel(at)}: ${script[name]}`, sections[name].output),
    ),
    final: false,
  };
}

function expectedWords({ at, neighbor, state, prefixes }: BgpCheck): string {
  const has = state === 'established' ? 'a' : 'no';
  const who = `${endpointLabel(at)} has ${has} BGP session with ${neighbor}`;
  if (prefixes === null) return who;
  return `${who}, and received ${prefixes.length === 0 ? 'nothing' : prefixes.join(', ')}`;
}

function destinations(
  { output, exitCode }: SectionOutput,
  { family }: BgpCheck,
): readonly string[] {
  if (exitCode !== 0) throw new HarnessError(`ip did not run: ${output.trim()}`);
  return parseIpRoutes(output, family).map(({ to }) => `${to.address}/${to.length}`);
}
