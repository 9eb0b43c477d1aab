/** `reach`: the target answers a ping; with `over`, seen on the wire to take that tunnel. */
import { shellQuote } from '../../lib/shell-quote.ts';
import type { ReachCheck } from '../../topology/checks/reach.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { judgePing } from '../judge/reach.ts';
import { attemptKnockOut, withoutWords } from '../probe/knock-out.ts';
import { attemptOver } from '../probe/reach-over.ts';
import { reachProbe, type ReachPair } from '../probe/reach-probe.ts';
import { readPing } from '../judge/read-ping.ts';
import { runSections } from '../sections.ts';
import { pairKey, pairTitle } from '../words.ts';

export const reach: CheckKind<ReachCheck> = {
  kind: 'reach',
  turn: 'together',
  turnOf: ({ pairs }) => (pairs.some(({ knockOut }) => knockOut !== null) ? 'alone' : 'together'),
  expand: (check) =>
    check.pairs.map((pair): Case => {
      const { over, knockOut } = pair;
      const attempt = (lab: LabView, signal: AbortSignal) =>
        over === null
          ? attemptPlain(lab, check, pair, signal)
          : attemptOver(lab, check, { ...pair, over }, signal);
      return {
        key: pairKey(pair),
        title: pairTitle(
          check,
          pair,
          `${endpointLabel(pair.from)} reaches ${pair.to.label}` +
            (over === null ? '' : ` over ${over.device}`) +
            (knockOut === null ? '' : withoutWords(pair, knockOut)),
        ),
        at: pair.from,
        probed: { from: pair.from, to: pair.to, port: null, bytes: null },
        attempt: (lab, signal) =>
          knockOut === null
            ? attempt(lab, signal)
            : attemptKnockOut(lab, { ...pair, knockOut }, check, signal, () =>
                attempt(lab, signal),
              ),
      };
    }),
};

async function attemptPlain(
  lab: LabView,
  check: ReachCheck,
  pair: ReachPair,
  signal: AbortSignal,
): Promise<Attempt> {
  const probe = reachProbe(check, pair, lab, null);
  const address = shellQuote(pair.to.address);
  const sections = await runSections(
    lab,
    pair.from,
    {
      ping: probe.ping,
      // Says where the packets went, when they did not come back.
      way: `[ "$code" = 0 ] || { ip route get ${address}; ip neigh show; }`,
    },
    { timeoutMs: probe.timeoutMs, signal },
  );
  const judged = judgePing(readPing(sections.ping), probe.bounds);
  const evidence = [probe.evidence(sections.ping)];
  if (sections.way.output !== '') {
    const what = `${endpointLabel(pair.from)}: ip route get, ip neigh`;
    evidence.push(textEvidence(what, sections.way.output));
  }
  return probe.attempt(judged, evidence);
}
