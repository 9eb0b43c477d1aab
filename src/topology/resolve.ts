import { SEGMENT_MTU } from '../scenario/devices/mtu.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { type Problem, tidyProblems } from '../scenario/problem.ts';
import type { RawCheck } from '../scenario/schema/check.ts';
import type { RawScenario, RawStep } from '../scenario/schema/scenario.ts';
import { faultsAfter } from '../scenario/steps/standing-faults.ts';
import type { Positions } from '../scenario/yaml/positions.ts';
import type { Path } from '../scenario/yaml/tree.ts';
import { macOfOwner } from './device-mac.ts';
import type { Given, NodeKind, Segment } from './model.ts';
import { resolveCheck } from './resolve-check.ts';
import { resolveFault } from './resolve-fault.ts';
import { resolveNode } from './resolve-node.ts';
import { resolveStepRun } from './resolve-step-run.ts';
import type { Step, Topology } from './topology.ts';
import { Unresolvable } from './unresolvable.ts';

/** What every step of a scenario is resolved against. */
interface Context {
  readonly name: string;
  readonly file: string;
  readonly segments: readonly Segment[];
  readonly kinds: ReadonlyMap<string, NodeKind>;
  /** What is found of all steps. */
  readonly problems: Problem[];
}

/** The scenario as it stands in one step, and where it is written. */
interface Stage {
  readonly scenario: RawScenario;
  readonly positions: Positions;
}

export type ResolveResult =
  | { readonly ok: true; readonly topology: Topology }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Decides all that a scenario without problems leaves open, given the inventory's node kinds. The
 * same input gives the same topology. Checks that mean nothing in the lab are problems, which only
 * show here.
 */
export function resolve(
  { name, file, scenario, positions, given, stages }: Omit<LoadedScenario, 'ok'>,
  kinds: ReadonlyMap<string, NodeKind>,
): ResolveResult {
  const segments = Object.entries(scenario.segments ?? {}).map(
    ([segment, { mtu = SEGMENT_MTU }]): Segment => ({ name: segment, mtu }),
  );
  const problems: Problem[] = [];
  const context = { name, file, segments, kinds, problems };
  const steps = resolveSteps(
    [{ scenario: { ...scenario, steps: [] }, positions }, ...stages],
    context,
  );
  if (problems.length > 0) return { ok: false, problems: tidyProblems(problems) };
  const nodes = steps[0]?.nodesDuring ?? [];
  const all = [{ given, positions }, ...stages].flatMap((stage, step) =>
    stage.given.map(({ what, to, text, path }): Given => {
      return { step, what, to, text, where: { file, ...stage.positions.at(path) } };
    }),
  );
  const { title } = scenario;
  return { ok: true, topology: { name, file, title, segments, nodes, steps, given: all } };
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
    resolveNode(rawNode, {
      scenario: scenarioName,
      node,
      nodes: scenario.nodes,
      segments,
      rawSegments: scenario.segments ?? {},
      kinds,
      macOf,
    }),
  );
  const where = (path: readonly PropertyKey[]) => ({ file, ...positions.at(path) });
  return {
    number: steps.length,
    name: raw?.name ?? null,
    where: where(raw === undefined ? ['nodes'] : ['steps', steps.length - 1]),
    nodesDuring: nodes,
    faults: (raw?.faults ?? []).map((fault) => resolveFault(fault, nodes)),
    down: faultsAfter(steps).down,
    run: (raw?.run ?? []).map((run) => resolveStepRun(run, nodes)),
    checks: rawChecks.flatMap((check, index) => {
      const number = before + index + 1;
      const path = ['checks', index, check.kind];
      try {
        return [resolveCheck(check, { number, where: where(path), nodes, rawChecks })];
      } catch (error) {
        if (!(error instanceof Unresolvable)) throw error;
        context.problems.push(problemOf(error, check, path, positions));
        return [];
      }
    }),
  };
}

/** At the text that it is about, or else at the check. */
function problemOf(
  { message, about }: Unresolvable,
  { spec }: RawCheck,
  path: Path,
  positions: Positions,
): Problem {
  const inside = about === null ? null : pathOfText(spec, about);
  const at = inside === null ? path : [...path, ...inside];
  const part = inside === null ? 'key' : 'value';
  return positions.problem(at, { code: 'unresolvable', part, message });
}

/** Where the text stands first. */
function pathOfText(value: unknown, text: string): Path | null {
  if (value === text) return [];
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const inside = pathOfText(item, text);
    if (inside !== null) return [Array.isArray(value) ? Number(key) : key, ...inside];
  }
  return null;
}
