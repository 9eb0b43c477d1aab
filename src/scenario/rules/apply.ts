import type { Problem } from '../problem.ts';
import type { RawScenario } from '../schema/scenario.ts';
import type { Locator } from '../yaml/locator.ts';
import { rangeAt } from '../yaml/positions.ts';
import type { Path, Tree } from '../yaml/tree.ts';
import { rules } from './all.ts';
import { layOut } from './lab.ts';
import type { KnownNames, Rule } from './rule.ts';

export interface RulesInput {
  readonly scenario: RawScenario;
  readonly known: KnownNames | null;
  /** What the scenario lacks because its text was refused. */
  readonly lost: readonly Path[];
  readonly tree: Tree;
  readonly locator: Locator;
}

/** Keys of a node or container whose loss hides names or addresses below them. */
const HOLDS_ADDRESSES: readonly PropertyKey[] = ['address', 'run'];
const HOLDS_NAMES: readonly PropertyKey[] = [
  'veth',
  'peer',
  'macvlan',
  'ipvlan',
  'vlan',
  'interfaces',
];

/** Whether a whole segment, node or device was lost. */
function losesName(path: Path): boolean {
  if (path[0] === 'segments') return path.length <= 2;
  if (path[0] !== 'nodes') return false;
  return path.length <= 4 || path.slice(4).some((key) => HOLDS_NAMES.includes(key));
}

function losesAddress(path: Path): boolean {
  return losesName(path) || path.some((key) => HOLDS_ADDRESSES.includes(key));
}

function canBeApplied(rule: Rule, lost: readonly Path[]): boolean {
  switch (rule.concludesFromAbsent) {
    case 'names':
      return !lost.some(losesName);
    case 'addresses':
      return !lost.some(losesAddress);
    case 'nothing':
      return true;
  }
}

/** Checks a well-formed scenario, or what is left of one, against every rule that can be applied. */
export function applyRules(input: RulesInput): readonly Problem[] {
  const { scenario, known, lost, tree, locator } = input;
  const lab = layOut(scenario);
  return rules
    .filter((rule) => canBeApplied(rule, lost))
    .flatMap((rule) =>
      rule
        .check({ scenario, lab, known, lost })
        .map(({ path, part = 'value', message, hint = null }) =>
          locator.problem(rangeAt(tree, path, part), { code: rule.code, message, hint }),
        ),
    );
}
