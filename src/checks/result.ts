import type { PacketFlow } from '../topology/checks/parts.ts';
import type { Where } from '../topology/model.ts';

/** `error`: the check could not be carried out. `skip`: it was left out, with the reason. */
export type CaseOutcome = 'pass' | 'fail' | 'error' | 'skip';

/** What proves a case: the command that was run and what it said, or what a capture held. */
export interface Evidence {
  readonly what: string;
  /** Raw text (shortened at 16 KiB) or parsed data. */
  readonly data: unknown;
}

/** The judgement of one observation. */
export interface Verdict {
  readonly outcome: CaseOutcome;
  /** One line for people: what had to be so. */
  readonly expected: string;
  /** One line for people: what was so. */
  readonly observed: string;
  readonly evidence: readonly Evidence[];
}

/** One case of a check, with its final verdict. */
export interface CaseResult extends Verdict {
  /** Unique in the run and stable from run to run: `3-reach-node1/con1-node2/con2`. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly where: Where;
  /** What had to get through; null for a case that is about something else. */
  readonly probed: PacketFlow | null;
  readonly attempts: number;
  readonly durationMs: number;
}
