/** What resolving a check of any kind needs: the lab, and how what a check names is looked up. */
import { parseDurationMs } from '../../scenario/parse/duration.ts';
import { parseRateBps } from '../../scenario/parse/rate.ts';
import type { RawCheck } from '../../scenario/schema/check.ts';
import type { CheckBase, Flow, Pair, Target } from './parts.ts';
import { endpointLabel } from '../endpoint-label.ts';
import type { Endpoint, Node, Where } from '../model.ts';
import { listOf } from '../one-or-many.ts';
import { findPlace, type Place } from '../places.ts';
import { targetsFor } from '../targets.ts';
import { Unresolvable } from '../unresolvable.ts';

export interface CheckContext {
  /** Position among the scenario's checks, from 1. */
  readonly number: number;
  readonly where: Where;
  readonly nodes: readonly Node[];
  /** All checks of the scenario. */
  readonly rawChecks: readonly RawCheck[];
}

/** All that a check may refer to. */
export interface Scope extends CheckContext {
  readonly places: readonly Place[];
}

/** A check of its kind without what all kinds share. */
export type Own<C extends CheckBase> = Omit<C, 'number' | 'title' | 'where' | 'withinMs'>;

interface RawPairs {
  readonly from: string | readonly string[];
  readonly to: string | readonly string[];
}

/** Every source with every target; a place is no target of its own where there are others. */
export function pairs({ from, to }: RawPairs, scope: Scope): readonly Pair[] {
  const all = listOf(from).flatMap((text) => {
    const source = place(text, scope);
    return listOf(to).flatMap((target) =>
      targets(target, source, scope).map((each) => ({
        pair: { from: source.endpoint, to: each },
        itself: target === text,
      })),
    );
  });
  const others = all.filter(({ itself }) => !itself);
  return (others.length === 0 ? all : others).map(({ pair }) => pair);
}

export function flow(
  { from, to }: { readonly from: string; readonly to: string },
  scope: Scope,
): Flow {
  const source = place(from, scope);
  const [target] = targets(to, source, scope);
  return { from: source.endpoint, to: target };
}

export function targets(text: string, from: Place, scope: Scope): readonly [Target, ...Target[]] {
  const [first, ...rest] = targetsFor(text, from, scope.places);
  const label = endpointLabel(from.endpoint);
  return first === undefined
    ? fail(`${label} and ${text} have no address of the same family`, text)
    : [first, ...rest];
}

export function endpoints(texts: string | readonly string[], scope: Scope): readonly Endpoint[] {
  return listOf(texts).map((text) => place(text, scope).endpoint);
}

export function place(text: string, scope: Scope): Place {
  return findPlace(scope.places, text) ?? fail(`there is no node or container ${text}`, text);
}

/** @throws Unresolvable always; `about` is the text of the check's that is to blame */
export function fail(message: string, about: string | null = null): never {
  throw new Unresolvable(message, about);
}

export function durationMs(text: string): number {
  return known(parseDurationMs(text), text);
}

export function rateBps(text: string): number {
  return known(parseRateBps(text), text);
}

/** The schema lets only text through that can be parsed. */
function known<T>(parsed: T | null, text: string): T {
  if (parsed === null) throw new Error(`not as the schema has it: ${text}`);
  return parsed;
}
