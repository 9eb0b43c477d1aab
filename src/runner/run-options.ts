import type { Provider, ProviderRequest, StepContext } from '../providers/provider.ts';
import type { Topology } from '../topology/topology.ts';
import type { Outcome, RecordMode, Reporter } from './events.ts';
import type { ConnectedLab } from './judge-lab.ts';

/** What a run is made of. */
export interface RunOptions {
  readonly topology: Topology;
  readonly provider: Provider;
  readonly request: ProviderRequest;
  readonly reporters: readonly Reporter[];
  /** `on-fail` keeps the lab of a run whose outcome is not `passed`. */
  readonly keep: 'never' | 'always' | 'on-fail';
  /** Called with the lab's id when a run failed and its lab is not kept, before it is removed. */
  readonly pause: ((lab: string) => Promise<void>) | null;
  /** Whether the packets on all segments are captured, and of which runs they are kept. */
  readonly record: RecordMode;
  /** Text that a case's title, id or kind must contain; null is all. */
  readonly filter: string | null;
  /** For the whole run without its teardown; null is no limit. */
  readonly timeoutMs: number | null;
  readonly signal: AbortSignal;
  /** `up` judges nothing and keeps the lab; it stays as it is configured unless `until` says more. */
  readonly verb: 'run' | 'up';
  /** Leaves a scenario out that this host cannot do, instead of failing. */
  readonly skipUnsupported: boolean;
  /** Number of the last step to play; null is all. */
  readonly until: number | null;
  /** What is done with the configured lab instead of playing its story. */
  readonly work?: LabWork;
}

/** @throws HarnessError */
type LabWork = (lab: ConnectedLab, context: StepContext) => Promise<Outcome>;
