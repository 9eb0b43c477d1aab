/** `mtu`: the largest IP packet that gets through in one piece, by pings that may not be cut up. */
import { HarnessError } from '../../lib/errors.ts';
import type { MtuCheck } from '../../topology/checks/mtu.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { mtuScript, parseLargest } from '../probe/mtu-script.ts';
import { readPing } from '../judge/read-ping.ts';
import { runSections } from '../sections.ts';
import { flowWords, pairKey, pairTitle, targetWords } from '../words.ts';

/** For an answer, on a fast machine, in seconds. */
const WAIT_S = 1;
/** For all pings of a search, most of which are not answered, on a fast machine. */
const TIMEOUT_MS = 40_000;

type MtuPair = MtuCheck['pairs'][number];

export const mtu: CheckKind<MtuCheck> = {
  kind: 'mtu',
  turn: 'together',
  expand: (check) =>
    check.pairs.map((pair): Case => ({
      key: pairKey(pair),
      title: pairTitle(check, pair, `the MTU of ${flowWords(pair)} is ${pair.bytes}`),
      at: pair.from,
      probed: { ...pair, port: null, bytes: pair.bytes },
      attempt: (lab, signal) => attempt(lab, pair, signal),
    })),
};

async function attempt(lab: LabView, pair: MtuPair, signal: AbortSignal): Promise<Attempt> {
  const script = mtuScript(pair.to, pair.bytes, WAIT_S * lab.timeFactor);
  const timeoutMs = TIMEOUT_MS * lab.timeFactor;
  const sections = await runSections(lab, pair.from, { ...script }, { timeoutMs, signal });
  // Throws where ping did not come to sending: that says nothing about sizes.
  readPing(sections.fits);
  const found = parseLargest(sections.search.output);
  const label = endpointLabel(pair.from);
  if (found === null) {
    throw new HarnessError(`the search at ${label} came to no end: ${sections.search.output}`);
  }
  const { largest } = found;
  return {
    outcome: largest === pair.bytes ? 'pass' : 'fail',
    expected: `packets of at most ${pair.bytes} bytes get from ${label} to ${targetWords(pair.to)} in one piece`,
    observed:
      largest === null
        ? 'nothing gets through, not even the smallest packet'
        : `the largest that gets through has ${largest} bytes`,
    evidence: [
      textEvidence(`${label}: ${pingOf(script.fits)}`, sections.fits.output),
      textEvidence(`${label}: ${pingOf(script.exceeds)}`, sections.exceeds.output),
      textEvidence(`${label}: search`, sections.search.output),
    ],
    final: false,
  };
}

/** The ping of a line of the script, without what remembers how it ended. */
function pingOf(line: string): string {
  return line.split(';')[0] ?? line;
}
