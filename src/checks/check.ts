/** What every kind of check provides: expand into cases, observe, judge. */
import type { Capture } from '../providers/provider.ts';
import type { Check } from '../topology/checks.ts';
import type { KnockOut, PacketFlow } from '../topology/checks/parts.ts';
import type { Endpoint } from '../topology/model.ts';
import type { ExecOptions, ExecResult } from '../transport/transport.ts';
import type { WatchedPairs } from './probe/watch-outages.ts';
import type { Verdict } from './result.ts';

/** The running lab as checks see it. */
export interface LabView {
  /** Runs a command at an endpoint. @throws HarnessError when the node cannot be reached. */
  exec(at: Endpoint, argv: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  /** @throws HarnessError where the provider cannot capture. */
  capture(segment: string, filter: string): Promise<Capture>;
  /**
   * Takes a device down; the function that it returns brings it back with all that it has lost, and
   * makes sure that everything is as before. That takes as long as it takes: no signal ends it.
   * @throws HarnessError
   */
  takeDown(what: KnockOut, signal: AbortSignal): Promise<() => Promise<void>>;
  /** What was watched while the step was played that the lab is in; null when nobody did. */
  readonly watched: WatchedPairs | null;
  /** Time limits are multiplied by this on slow (emulated) machines; 1 on fast ones. */
  readonly timeFactor: number;
}

/** The verdict of one try. */
export interface Attempt extends Verdict {
  /** True when trying again could only pass by chance: this verdict stands. */
  readonly final: boolean;
}

/** One thing to observe and judge. */
export interface Case {
  /** Part of the case's id after number and kind: `node1/con1-node2/con2`. */
  readonly key: string;
  readonly title: string;
  /** Where most of its commands run. */
  readonly at: Endpoint;
  /** What has to get through for it to pass; by default nothing has. */
  readonly probed?: PacketFlow;
  /**
   * Measures once and judges. `remainingMs` is the time until the deadline, for a try that would take
   * long for nothing; by default there is none. Throws HarnessError when the measuring itself fails.
   */
  readonly attempt: (lab: LabView, signal: AbortSignal, remainingMs?: number) => Promise<Attempt>;
}

/**
 * When a check may run: `together` with its neighbours in the file; `late`, with others of that
 * kind, once those neighbours are done; `alone`, because it loads or changes the lab.
 */
export type Turn = 'together' | 'late' | 'alone';

export interface CheckKind<C extends Check> {
  readonly kind: C['kind'];
  readonly turn: Turn;
  /** For a kind whose checks differ in this: the check's own turn. */
  turnOf?(check: C): Turn;
  /** Pure. @throws UsageError when the check says something that this kind cannot read. */
  expand(check: C): readonly Case[];
}
