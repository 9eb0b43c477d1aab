/** Whether a run ended as it had to. */
import type { RunRecord } from '../../src/report/record.ts';
import type { KnownScenario } from './scenarios.ts';

/** What is done to a run. */
export type Deed =
  | { readonly kind: 'signal'; readonly signal: WirelabSignal; readonly times: 1 | 2 }
  /** SIGKILL of one of its nodes' machines. */
  | { readonly kind: 'machine' }
  /** SIGKILL of one of its other processes. */
  | { readonly kind: 'helper' };

export type WirelabSignal = 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGHUP';

/** How a run with `--json` ended. */
export interface RunEnding {
  readonly code: number | null;
  readonly endedBy: NodeJS.Signals | null;
  readonly stdout: string;
}

/** By the codes of the README. */
const signalCodes: Readonly<Record<WirelabSignal, number | null>> = {
  SIGKILL: null,
  SIGTERM: 143,
  SIGINT: 130,
  SIGHUP: 129,
};

/** What is wrong with the end of a run that nothing disturbed; null when nothing is. */
export function verdictObjection(scenario: KnownScenario, ending: RunEnding): string | null {
  const { code, endedBy } = ending;
  if (code !== scenario.code) {
    return `exit code ${String(code)} (${endedBy ?? 'no signal'}) instead of ${scenario.code}`;
  }
  const record = recordIn(ending);
  if (record === null) return 'no record on standard output';
  if (record.outcome !== scenario.outcome) {
    return `outcome ${record.outcome} instead of ${scenario.outcome}`;
  }
  const wrong = record.checks.filter(({ id, outcome }) => {
    const fails = scenario.failing !== null && id.includes(scenario.failing);
    return outcome !== (fails ? 'fail' : 'pass');
  });
  return wrong.length === 0
    ? null
    : `wrong cases: ${wrong.map(({ id, outcome }) => `${id} ${outcome}`).join(', ')}`;
}

/**
 * The same of a run that something was done to. It may have come too late to matter: then the
 * verdict must be the right one.
 */
export function objection(scenario: KnownScenario, deed: Deed, ending: RunEnding): string | null {
  switch (deed.kind) {
    case 'signal':
      // Before wirelab listens, and after it is done, a signal ends it as it ends any process.
      if (ending.endedBy === deed.signal) return null;
      if (ending.code !== null && ending.code === signalCodes[deed.signal]) return null;
      return verdictObjection(scenario, ending);
    case 'machine':
    case 'helper':
      return ending.code === 3 ? reasonObjection(ending) : verdictObjection(scenario, ending);
  }
}

/** A run that was no verdict has to say why. */
function reasonObjection(ending: RunEnding): string | null {
  const record = recordIn(ending);
  if (record === null) return 'exit code 3 without a record';
  const isTold =
    record.problems.some(({ message }) => message !== '') ||
    record.checks.some(({ outcome, observed }) => outcome === 'error' && observed !== '');
  return isTold ? null : 'exit code 3 without a reason';
}

function recordIn({ stdout }: RunEnding): RunRecord | null {
  try {
    return JSON.parse(stdout) as RunRecord;
  } catch {
    return null;
  }
}
