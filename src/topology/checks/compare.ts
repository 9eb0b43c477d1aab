import type { RawSpec } from '../../scenario/schema/check.ts';
import { type claimVerdicts, measures } from '../../scenario/schema/check-compare.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import type { CheckBase, Flow } from './parts.ts';
import { durationMs, flow, type Own, type Scope } from './scope.ts';

export type Measure = (typeof measures)[number];
export type ClaimVerdict = (typeof claimVerdicts)[number];

export interface ComparedPath {
  readonly name: string;
  readonly flow: Flow;
}

/** One path is better than another, in one respect. */
export interface Claim {
  readonly text: string;
  /** Names of paths. */
  readonly better: string;
  readonly than: string;
  readonly measure: Measure;
  /** Null takes whatever the measurement says. */
  readonly expect: ClaimVerdict | null;
}

export interface CompareCheck extends CheckBase {
  readonly kind: 'compare';
  readonly paths: readonly ComparedPath[];
  readonly claims: readonly Claim[];
  /** How often each path is measured. */
  readonly rounds: number;
  /** How long TCP sends each time. */
  readonly durationMs: number;
}

export function resolveCompare(spec: RawSpec<'compare'>, scope: Scope): Own<CompareCheck> {
  return {
    kind: 'compare',
    paths: Object.entries(spec.paths).map(([name, raw]) => ({ name, flow: flow(raw, scope) })),
    claims: spec.claims.flatMap(({ text, better, than, in: only, expect = null }) =>
      (only === undefined ? measures : [only]).map((measure) => ({
        text: text ?? `${better} is faster than ${than}`,
        better,
        than,
        measure,
        expect,
      })),
    ),
    rounds: spec.rounds ?? defaults.COMPARE_ROUNDS,
    durationMs: durationMs(spec.duration ?? defaults.COMPARE_DURATION),
  };
}
