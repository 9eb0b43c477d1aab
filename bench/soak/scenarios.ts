import { pair, reaches, reachesNobody } from '../../test/vm/scenario-text.ts';

/** A scenario of which the verdict is known. */
export interface KnownScenario {
  readonly name: 'passing' | 'broken';
  readonly text: string;
  readonly outcome: 'passed' | 'failed';
  /** Of the run, when nothing disturbs it. */
  readonly code: 0 | 1;
  /** Part of the id of the only case that fails; null when none does. */
  readonly failing: string | null;
}

/** The checks and one more, a line of YAML each. */
function known(...more: readonly string[]): readonly KnownScenario[] {
  const passing = pair(reaches, 'reach: { from: node2, to: node1 }', ...more);
  const broken = pair(reaches, reachesNobody, ...more);
  return [
    { name: 'passing', text: passing, outcome: 'passed', code: 0, failing: null },
    { name: 'broken', text: broken, outcome: 'failed', code: 1, failing: '10.0.0.99' },
  ];
}

export const knownScenarios = known();

/** Their checks end when `release` was run at node1. */
export const waitingScenarios = known(
  "command: { at: node1, run: 'until [ -e /run/go ]; do sleep 0.2; done' }",
);

export const release = ['touch', '/run/go'] as const;
