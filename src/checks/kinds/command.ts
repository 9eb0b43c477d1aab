/** `command`: a shell command of the scenario's author, and what must come of it. */
import { HarnessError } from '../../lib/errors.ts';
import type { CommandCheck } from '../../topology/checks/command.ts';
import type { Endpoint } from '../../topology/model.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { commandObjections } from '../judge/command.ts';
import { caseTitle } from '../words.ts';

const TIMEOUT_MS = 60_000;
/** First line of stderr: without it, a failure to start is taken for the command's own. */
const STARTED = '@@wirelab started\n';

export const command: CheckKind<CommandCheck> = {
  kind: 'command',
  // Nobody knows what it does to the lab.
  turn: 'alone',
  expand: (check) =>
    check.at.map((at): Case => ({
      key: endpointLabel(at),
      title: caseTitle({
        title: check.title,
        cases: check.at.length,
        name: endpointLabel(at),
        sentence: `${check.run.trim()} at ${endpointLabel(at)}`,
      }),
      at,
      attempt: (lab, signal) => attempt(lab, check, at, signal),
    })),
};

async function attempt(
  lab: LabView,
  check: CommandCheck,
  at: Endpoint,
  signal: AbortSignal,
): Promise<Attempt> {
  const script = `echo '${STARTED.trim()}' >&2\n${check.run}`;
  const timeoutMs = TIMEOUT_MS * lab.timeFactor;
  const result = await lab.exec(at, ['sh', '-c', script], { timeoutMs, signal });
  if (!result.stderr.startsWith(STARTED)) {
    throw new HarnessError(
      `the command did not run at ${endpointLabel(at)}: ${result.stderr.trim() || 'no shell'}`,
    );
  }
  const objections = commandObjections(check, result);
  const passed = objections.length === 0;
  const what = `${endpointLabel(at)}: ${check.run}`;
  return {
    outcome: passed ? 'pass' : 'fail',
    expected: `at ${endpointLabel(at)}, \`${check.run}\` gives ${expectedWords(check)}`,
    observed: passed ? `exit code ${check.exitCode}, as expected` : objections.join('; '),
    evidence: [
      textEvidence(`${what} (stdout)`, result.stdout),
      textEvidence(`${what} (stderr)`, result.stderr.slice(STARTED.length)),
    ],
    final: false,
  };
}

function expectedWords(check: CommandCheck): string {
  const words = [`exit code ${check.exitCode}`];
  if (check.stdoutContains !== null) words.push(JSON.stringify(check.stdoutContains));
  if (check.stdoutEquals !== null) words.push(`just ${JSON.stringify(check.stdoutEquals)}`);
  words.push(...check.json.map(({ path, value }) => `${path} = ${JSON.stringify(value)}`));
  return words.join(', ');
}
