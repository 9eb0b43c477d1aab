import { SEGMENT_MTU } from '../scenario/devices/mtu.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import type { RawScenario, RawStep } from '../scenario/schema/scenario.ts';
import type { Positions } from '../scenario/yaml/positions.ts';
import { macOfOwner } from './device-mac.ts';
import type { Given, NodeKind, Segment } from './model.ts';
import { resolveCheck } from './resolve-check.ts';
import { resolveNode } from './resolve-node.ts';
import { resolveStepRun } from './resolve-step-run.ts';
import type { Step, Topology } from './topology.ts';

/** What every step of a scenario is resolved against. */
interface Context {
  readonly name: string;
  readonly file: string;
  readonly segments: readonly Segment[];
  readonly kinds: ReadonlyMap<string, NodeKind>;
}

/** The scenario as it stands in one step, and where it is written. */
interface Stage {
  readonly scenario: RawScenario;
  readonly positions: Positions;
}

/**
 * Decides all that a scenario without problems leaves open, given the inventory's node kinds. The
 * same input gives the same topology.
 * @throws UsageError when a check names what cannot be probed.
 */
export function resolve(
  { name, file, scenario, positions, given, stages }: Omit<LoadedScenario, 'ok'>,
  kinds: ReadonlyMap<string, NodeKind>,
): Topology {
  const segments = Object.entries(scenario.segments ?? {}).map(
    ([segment, { mtu = SEGMENT_MTU }]): Segment => ({ name: segment, mtu }),
  );
  const context = { name, file, segments, kinds };
  const steps = resolveSteps(
    [{ scenario: { ...scenario, steps: [] }, positions }, ...stages],
    context,
  );
  const nodes = steps[0]?.nodesDuring ?? [];
  const all = [{ given, positions }, ...stages].flatMap((stage) =>
    stage.given.map(({ what, to, text, path }): Given => {
      return { what, to, text, where: { file, ...stage.positions.at(path) } };
    }),
  );
  return { name, file, title: scenario.title, segments, nodes, steps, given: all };
}

/** Numbers checks through all steps, so that each stays unique. */
function resolveSteps(stages: readonly Stage[], context: Context): readonly Step[] {
  const steps: Step[] = [];
  let before = 0;
  for (const stage of stages) {
    const step = resolveStep(stage, context, before);
    steps.push(step);
    before += step.checks.length;
  }
  return steps;
}

function resolveStep({ scenario, positions }: Stage, context: Context, before: number): Step {
  const { name: scenarioName, file, segments, kinds } = context;
  const { checks: rawChecks = [], steps = [] } = scenario;
  const raw: RawStep | undefined = steps.at(-1);
  const macOf = (address: string) => macOfOwner(scenarioName, scenario.nodes, address);
  const nodes = Object.entries(scenario.nodes).map(([node, rawNode]) =>
    resolveNode(rawNode, { scenario: scenarioName, node, segments, kinds, macOf }),
  );
  const where = (path: readonly PropertyKey[]) => ({ file, ...positions.at(path) });
  return {
    number: steps.length,
    name: raw?.name ?? null,
    where: where(raw === undefined ? ['nodes'] : ['steps', steps.length - 1]),
    nodesDuring: nodes,
    run: (raw?.run ?? []).map((run) => resolveStepRun(run, nodes)),
    checks: rawChecks.map((check, index) => {
      const number = before + index + 1;
      const at = where(['checks', index, check.kind]);
      return resolveCheck(check, { number, where: at, nodes, rawChecks });
    }),
  };
}
