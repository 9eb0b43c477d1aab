/** A scenario with steps as a sequence of scenarios, each checked as if it had been written down. */
import { isDeepStrictEqual } from 'node:util';
import { fillScenario } from '../addresses/fill.ts';
import type { Filled, GivenText, Missing } from '../addresses/given.ts';
import { parsePrefix } from '../parse/prefix.ts';
import type { Problem } from '../problem.ts';
import { applyRules } from '../rules/apply.ts';
import type { Finding, KnownNames } from '../rules/rule.ts';
import { type RawScenario, scenarioSchema } from '../schema/scenario.ts';
import { validate } from '../validate/validate.ts';
import { dataOf } from '../yaml/data.ts';
import type { Locator } from '../yaml/locator.ts';
import { createPositions, type Positions, rangeAt } from '../yaml/positions.ts';
import type { Tree } from '../yaml/tree.ts';
import { carryOver, type Given } from './carry-over.ts';
import { addedInterfaces, fixedFindings } from './fixed.ts';
import { stageTree } from './stage-tree.ts';

/** The scenario as it stands in one step. */
export interface Stage {
  /**
   * The nodes as they stand then, with the checks of this step in the place of all others, and the
   * steps up to this one.
   */
  readonly scenario: RawScenario;
  /** What was written out that was not there before. */
  readonly given: readonly GivenText[];
  /** Where what `scenario` holds is written in the file. */
  readonly positions: Positions;
}

interface StagesInput {
  /** The whole file, without problems. */
  readonly written: RawScenario;
  readonly filled: Filled;
  readonly known: KnownNames | null;
  readonly tree: Tree;
  readonly locator: Locator;
}

/** The stages after the first, one a step; with problems, as far as they can be told. */
export function stagesOf({ written, filled, known, tree, locator }: StagesInput): {
  readonly stages: readonly Stage[];
  readonly problems: readonly Problem[];
} {
  const stages: Stage[] = [];
  const problems: Problem[] = repeatedNames(written).map(asProblem(tree, locator));
  let before = { tree, written, filled: filled.scenario, given: filled.given };
  for (const [index, step] of (written.steps ?? []).entries()) {
    const { tree: staged, absent } = stageTree(tree, before.tree, index);
    problems.push(
      ...absent.map(({ path, message, hint }) =>
        locator.problem(rangeAt(tree, path, 'value'), { code: 'not-there', message, hint }),
      ),
    );
    const document = {
      tree: staged,
      locator,
      toData: () => dataOf(staged, staged.root),
      problems: [],
    };
    const added = addedInterfaces(before.written, step, ['steps', index]);
    problems.push(...added.map(asProblem(tree, locator)));
    const checked = validate(document, scenarioSchema, {});
    // What is not there lacks its keys too.
    if (added.length === 0) problems.push(...checked.problems.map(withStepHint));
    // What a schema refuses would only be refused again in the steps that follow.
    if (checked.data === null || checked.problems.length > 0) return { stages, problems };
    const found = fixedFindings(before.written, checked.data, ['steps', index]);
    problems.push(...found.map(asProblem(tree, locator)));
    const now = fillStage(before, checked.data, written);
    problems.push(...now.missing.map(missingProblem(staged, locator)));
    const lost = now.missing.map(({ path }) => [...path, 'address']);
    problems.push(...applyRules({ scenario: now.filled, known, lost, tree: staged, locator }));
    const positions = createPositions(staged, locator);
    stages.push({ scenario: now.filled, given: now.added, positions });
    const given = [...before.given, ...now.added];
    before = { tree: staged, written: checked.data, filled: now.filled, given };
  }
  return { stages, problems };
}

/** A key that was not missing before belongs to something that the step has made, perhaps by mistake. */
function withStepHint(problem: Problem): Problem {
  if (problem.code !== 'missing-key' || problem.hint !== null) return problem;
  const hint = 'what a step adds needs all its keys; what it changes goes by the name that it has';
  return { ...problem, hint };
}

/** Writes out what a stage leaves to wirelab; what was given before stays. */
function fillStage(before: Given, stage: RawScenario, { steps = [] }: RawScenario) {
  // What a later step writes is not to be given here.
  const past = before.given
    .filter(({ what }) => what === 'address')
    .flatMap(({ text }) => parsePrefix(text)?.address ?? []);
  const { scenario, given, missing } = fillScenario({ ...carryOver(before, stage), steps }, past);
  const isNew = (item: GivenText): boolean =>
    !before.given.some((other) => isDeepStrictEqual(other, item));
  const added = given.filter(isNew);
  return { filled: { ...scenario, steps: stage.steps ?? [] }, added, missing };
}

/** What could not be given, as a problem. */
export function missingProblem(tree: Tree, locator: Locator) {
  return ({ code, path, part = 'value', message, hint = null }: Missing): Problem =>
    locator.problem(rangeAt(tree, path, part), { code, message, hint });
}

function asProblem(tree: Tree, locator: Locator) {
  return ({ path, part = 'value', message, hint = null }: Finding): Problem =>
    locator.problem(rangeAt(tree, path, part), { code: 'step', message, hint });
}

function repeatedNames({ steps = [] }: RawScenario): readonly Finding[] {
  return steps.flatMap(({ name }, index) =>
    steps.slice(0, index).some((other) => other.name === name)
      ? [
          {
            path: ['steps', index, 'name'],
            message: `there is another step \`${name}\``,
            hint: 'give each step a name of its own',
          },
        ]
      : [],
  );
}
