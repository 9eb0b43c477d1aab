import type { Finding } from '../rules/rule.ts';
import type { RawScenario } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';

/** Something that a scenario leaves out, and that follows from the rest of it. */
export interface GivenText {
  readonly what: 'subnet' | 'address' | 'gateway' | 'route' | 'sysctl';
  /** Who was given it: `segment lan`, `node1 ens5`, `node1/con1`. */
  readonly to: string;
  /** As the scenario would write it. */
  readonly text: string;
  /** Where the scenario would write it; what is there now is around that place. */
  readonly path: Path;
}

/** What could not be given. */
export interface Missing extends Finding {
  readonly code: string;
}

/** A scenario with more of it written out. */
export interface Filled {
  readonly scenario: RawScenario;
  readonly given: readonly GivenText[];
  readonly missing: readonly Missing[];
}
