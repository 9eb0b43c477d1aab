import { findScenario, scenarioName } from './find.ts';
import { fillScenario } from './addresses/fill.ts';
import type { GivenText } from './addresses/given.ts';
import { type Problem, tidyProblems } from './problem.ts';
import { applyRules } from './rules/apply.ts';
import type { KnownNames } from './rules/rule.ts';
import { missingProblem, type Stage, stagesOf } from './steps/stages.ts';
import { type RawScenario, scenarioSchema } from './schema/scenario.ts';
import { loadYaml } from './yaml/load-yaml.ts';
import { createPositions, type Positions } from './yaml/positions.ts';

export interface LoadedScenario {
  readonly ok: true;
  /** With what the file leaves to wirelab written out. */
  readonly scenario: RawScenario;
  /** What was written out. */
  readonly given: readonly GivenText[];
  /** The file's name without `.yaml`. */
  readonly name: string;
  readonly file: string;
  /** Where things stand in the file, by their paths as written: `['checks', 0, 'reach', 'from']`. */
  readonly positions: Positions;
  /** The scenario as it stands in each of its steps. */
  readonly stages: readonly Stage[];
}

export type ScenarioResult =
  LoadedScenario | { readonly ok: false; readonly problems: readonly Problem[] };

/** What the rules want to know of the inventory. */
export interface KnownInventory {
  readonly kinds: ReadonlyMap<string, unknown>;
  readonly images: ReadonlyMap<string, unknown>;
}

function namesOf({ kinds, images }: KnownInventory): KnownNames {
  return { kinds: [...kinds.keys()], images: [...images.keys()] };
}

/**
 * Loads a scenario by its name or path and checks it: syntax, schema and rules. Either it is
 * sound, or all of its problems are returned together. Does not throw.
 */
export function loadScenario(nameOrPath: string, inventory?: KnownInventory): ScenarioResult {
  const found = findScenario(nameOrPath);
  if (!found.ok) return found;
  const { file } = found;
  const result = loadYaml(file, scenarioSchema, { title: 'untitled', nodes: {} });
  if (!result.ok) return result;
  const { data, problems, lost, tree, locator } = result.loaded;
  if (data === null) return { ok: false, problems };
  const known = inventory === undefined ? null : namesOf(inventory);
  const filled = fillScenario(data);
  const { scenario, given, missing } = filled;
  const hidden = [...lost, ...missing.map(({ path }) => [...path, 'address'])];
  const start = { ...scenario, steps: [] };
  const all = [
    ...problems,
    ...missing.map(missingProblem(tree, locator)),
    ...applyRules({ scenario: start, known, lost: hidden, tree, locator }),
  ];
  const isWhole = problems.length === 0 && missing.length === 0;
  const then = isWhole ? stagesOf({ written: data, filled, known, tree, locator }) : noStages;
  all.push(...then.problems);
  if (all.length > 0) return { ok: false, problems: tidyProblems(all) };
  const positions = createPositions(tree, locator);
  const { stages } = then;
  return { ok: true, scenario, given, name: scenarioName(file), file, positions, stages };
}

/** A document that the schema refuses is not looked at further. */
const noStages = { stages: [], problems: [] };
