import type { RawScenario } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Lab } from './lab.ts';

/** What a rule has against a scenario. */
export interface Finding {
  readonly path: Path;
  /** Which part of the entry to point at. Default: the value. */
  readonly part?: 'key' | 'value';
  readonly message: string;
  readonly hint?: string | null;
}

/** Names that the inventory has. */
export interface KnownNames {
  readonly kinds: readonly string[];
  readonly images: readonly string[];
}

interface RuleInput {
  readonly scenario: RawScenario;
  readonly lab: Lab;
  /** Null when the inventory is not known. */
  readonly known: KnownNames | null;
  /** What the scenario lacks because its text was refused. */
  readonly lost: readonly Path[];
}

/**
 * One way in which a well-formed scenario can be wrong. A rule that concludes from something not
 * being there says from what: it is left out when the file has mistakes that may have hidden it.
 */
export interface Rule {
  readonly code: string;
  readonly concludesFromAbsent: 'names' | 'addresses' | 'nothing';
  readonly check: (input: RuleInput) => readonly Finding[];
}
