/** A mutant that survived in place is run once more as a scenario of its own, from the beginning. */
import type { CaseResult } from '../../checks/result.ts';
import type { Mutant } from '../../explain/mutation/mutants.ts';
import type { Node } from '../../topology/model.ts';
import type { Step, Topology } from '../../topology/topology.ts';
import type { RunEvent } from '../events.ts';
import { isRate } from './order-cases.ts';
import type { Verdict } from './proof.ts';

/**
 * The scenario as it would be without what the mutant lacks, in all steps that have it. What takes
 * time to show, such as a route that a daemon learns, shows there.
 */
export function mutatedTopology(
  topology: Topology,
  mutants: readonly (readonly Mutant[])[],
  key: string,
): Topology {
  const steps = topology.steps.map((step, index): Step => {
    const mutant = mutants[index]?.find((each) => each.key === key);
    const checks = step.checks.filter((check) => !isRate(check));
    return { ...step, checks, nodesDuring: step.nodesDuring.map((node) => inPlace(node, mutant)) };
  });
  return { ...topology, steps, nodes: steps[0]?.nodesDuring ?? [] };
}

function inPlace(node: Node, mutant: Mutant | undefined): Node {
  return mutant?.node === node.name ? mutant.mutated : node;
}

/** Listens to the run of such a scenario: its verdict is that of the first case that does not pass. */
export function listenForRed(): {
  readonly onEvent: (event: RunEvent) => void;
  /** Null when no case was red. */
  readonly verdict: () => Verdict | null;
} {
  const red: CaseResult[] = [];
  return {
    onEvent: (event) => {
      if (event.type !== 'case_finished') return;
      const { outcome } = event.result;
      if (outcome === 'fail' || outcome === 'error') red.push(event.result);
    },
    verdict: () => {
      const [first] = red;
      if (first === undefined) return null;
      const { title, kind, outcome, observed } = first;
      const how = outcome === 'error' ? 'error' : 'fail';
      return { kind: 'killed', by: title, check: kind, outcome: how, observed };
    },
  };
}
