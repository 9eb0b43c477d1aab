/** What happens in a run, as told to reporters: they see events and nothing else. */
import type { CaseResult } from '../checks/result.ts';
import type { Trace } from '../explain/trace-record.ts';
import type { Accelerator, StartMethod } from '../providers/provider.ts';
import type { Where } from '../topology/model.ts';
import type { Topology } from '../topology/topology.ts';

export type PhaseName =
  | 'prepare' // images, templates, accelerator
  | 'provide' // segments and nodes
  | 'configure' // batches, until the kernel's state is as compiled
  | 'check'
  | 'teardown';

export type Outcome =
  | 'passed'
  | 'failed' // a check failed
  | 'error' // host, provision, configure or transport failed
  | 'nothing judged'
  | 'skipped' // this host cannot do it, and that was to be left out
  | 'left behind' // teardown left something
  | 'timeout'
  | 'interrupted';

export interface NodeFacts {
  readonly name: string;
  /** What it was started from; null where nodes have no image of their own. */
  readonly image: string | null;
  /** Release of the kernel, as the node itself says. */
  readonly kernel: string;
  readonly started: StartMethod;
  /** From start to the first answered command. */
  readonly readyMs: number;
}

/** A step of the scenario, as it begins. */
export interface StepFacts {
  /** From 0 for the lab as it is configured. */
  readonly number: number;
  /** Null for the lab as it is configured. */
  readonly name: string | null;
  readonly where: Where;
  /** What it does to the lab, a line each. */
  readonly changes: readonly string[];
}

export interface HostFacts {
  readonly system: string;
  readonly kernel: string;
  readonly cpus: number;
  readonly memoryMib: number;
  readonly node: string;
  /** As the provider's tool names itself: `QEMU emulator version 7.2.22`. */
  readonly provider: string;
}

/** Cases that wanted the same packets to get through, and what became of them. */
export interface TracedCases {
  /** Ids of the cases. */
  readonly cases: readonly string[];
  readonly trace: Trace;
}

/** When a run's recording is kept. */
export type RecordMode = 'always' | 'on-fail' | 'never';

/** What was kept of the packets on all segments. */
export interface Recording {
  readonly directory: string;
  /** Names of the files in it. */
  readonly files: readonly string[];
}

/** Something that went wrong outside the checks. */
export interface Problem {
  readonly message: string;
  readonly remedy: string | null;
  /** More lines: a diff, a log's tail. */
  readonly detail: string | null;
}

export interface RunEnd {
  readonly outcome: Outcome;
  readonly durationMs: number;
  readonly problems: readonly Problem[];
  /** The lab still runs, under this id; null when it is gone. */
  readonly kept: string | null;
}

export type RunEvent =
  | {
      readonly type: 'run_started';
      readonly lab: string;
      readonly provider: string;
      readonly topology: Topology;
    }
  | { readonly type: 'phase_started'; readonly phase: PhaseName }
  | { readonly type: 'phase_finished'; readonly phase: PhaseName; readonly durationMs: number }
  | {
      readonly type: 'phase_failed';
      readonly phase: PhaseName;
      readonly durationMs: number;
      readonly message: string;
    }
  | { readonly type: 'progress'; readonly phase: PhaseName; readonly message: string }
  | {
      readonly type: 'host';
      readonly host: HostFacts;
      readonly accelerator: Accelerator | null;
      readonly caveat: string | null;
    }
  | { readonly type: 'node_ready'; readonly node: NodeFacts }
  /** Within `check`; the cases up to step_finished are this step's. */
  | { readonly type: 'step_started'; readonly step: StepFacts }
  | { readonly type: 'step_finished'; readonly number: number; readonly durationMs: number }
  | { readonly type: 'case_started'; readonly id: string; readonly title: string }
  | { readonly type: 'case_finished'; readonly result: CaseResult }
  /** Why cases of the step failed: what became of the packets that had to get through. */
  | { readonly type: 'traced'; readonly traced: TracedCases }
  | { readonly type: 'recorded'; readonly recording: Recording }
  /** The run goes on without. */
  | { readonly type: 'not_recorded'; readonly why: string }
  | { readonly type: 'run_finished'; readonly end: RunEnd };

/** Sees every event of a run, in order. */
export interface Reporter {
  onEvent(event: RunEvent): void;
  /** Called once after `run_finished`; may write files. */
  finish?(): Promise<void>;
}
