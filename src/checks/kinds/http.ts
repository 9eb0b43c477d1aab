/** `http`: what a web server answers. */
import { shellQuote } from '../../lib/shell-quote.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import type { HttpCheck } from '../../topology/checks/http.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { judgeHttp } from '../judge/http.ts';
import { CURL_WRITE_OUT } from '../parse/curl.ts';
import { runSections } from '../sections.ts';
import { hostAndPort } from '../probe/tcp-command.ts';
import { pairKey, pairTitle } from '../words.ts';

/** For the whole answer, on a fast machine. */
const WAIT_MS = 2000;
/** For starting curl, on a fast machine. */
const START_MS = 10_000;

export const http: CheckKind<HttpCheck> = {
  kind: 'http',
  turn: 'together',
  expand: (check) =>
    check.pairs.map((pair): Case => ({
      key: `${pairKey(pair)}:${check.port}`,
      title: pairTitle(check, pair, `${endpointLabel(pair.from)} gets ${urlOf(pair, check)}`),
      at: pair.from,
      probed: { ...pair, port: check.port, bytes: null },
      attempt: (lab, signal) => attempt(lab, check, pair, signal),
    })),
};

async function attempt(
  lab: LabView,
  check: HttpCheck,
  pair: Pair,
  signal: AbortSignal,
): Promise<Attempt> {
  const { timeFactor } = lab;
  const seconds = (WAIT_MS * timeFactor) / 1000;
  const options = `-sS -g --noproxy '*' -m ${seconds} -w ${shellQuote(CURL_WRITE_OUT)}`;
  const command = `curl ${options} ${shellQuote(urlOf(pair, check))}`;
  const { answer } = await runSections(
    lab,
    pair.from,
    { answer: command },
    { timeoutMs: (WAIT_MS + START_MS) * timeFactor, signal },
  );
  const { passed, observed } = judgeHttp(check, answer);
  return {
    outcome: passed ? 'pass' : 'fail',
    expected: `${endpointLabel(pair.from)} gets ${expectedWords(check)} from ${urlOf(pair, check)}`,
    observed,
    evidence: [textEvidence(`${endpointLabel(pair.from)}: ${command}`, answer.output)],
    final: false,
  };
}

function urlOf(pair: Pair, { port, path }: HttpCheck): string {
  return `http://${hostAndPort(pair.to, port)}${path}`;
}

function expectedWords({ status, body, bodyContains }: HttpCheck): string {
  const words = [`status ${status}`];
  if (body !== null) words.push(`just ${JSON.stringify(body)}`);
  if (bodyContains !== null) words.push(`${JSON.stringify(bodyContains)} in its body`);
  return words.join(', ');
}
