import { UsageError } from '../lib/errors.ts';
import { parseDurationMs } from '../scenario/parse/duration.ts';
import { parseRateBps } from '../scenario/parse/rate.ts';
import type {
  RawCheck,
  RawCommand,
  RawNoReach,
  RawReach,
  RawRoutes,
  RawThroughput,
} from '../scenario/schema/check.ts';
import * as defaults from '../scenario/schema/defaults.ts';
import type {
  Check,
  CommandCheck,
  Flow,
  NoReachCheck,
  Pair,
  ReachCheck,
  RoutesCheck,
  Target,
  ThroughputCheck,
} from './checks.ts';
import type { Endpoint, Node, Where } from './model.ts';
import { endpointLabel } from './endpoint-label.ts';
import { listOf } from './one-or-many.ts';
import { findPlace, placesOf, type Place } from './places.ts';
import { defaultControl } from './resolve-control.ts';
import { resolveOver } from './resolve-over.ts';
import { targetsFor } from './targets.ts';

export interface CheckContext {
  /** Position among the scenario's checks, from 1. */
  readonly number: number;
  readonly where: Where;
  readonly nodes: readonly Node[];
  /** All checks of the scenario. */
  readonly rawChecks: readonly RawCheck[];
}

interface Scope extends CheckContext {
  readonly places: readonly Place[];
}

/** @throws UsageError when the ends of a check cannot be probed. */
export function resolveCheck(raw: RawCheck, context: CheckContext): Check {
  const { number, where, nodes } = context;
  const scope = { ...context, places: placesOf(nodes) };
  const base = {
    number,
    title: raw.spec.title ?? null,
    where,
    withinMs: durationMs(raw.spec.within ?? defaults.WITHIN),
  };
  switch (raw.kind) {
    case 'reach':
      return { ...base, ...reach(raw.spec, scope) };
    case 'no_reach':
      return { ...base, ...noReach(raw.spec, scope) };
    case 'routes':
      return { ...base, ...routes(raw.spec, scope) };
    case 'throughput':
      return { ...base, ...throughput(raw.spec, scope) };
    case 'command':
      return { ...base, ...command(raw.spec, scope) };
  }
}

/** A check of its kind without what all kinds share. */
type Own<C extends Check> = Omit<C, 'number' | 'title' | 'where' | 'withinMs'>;

function reach(spec: RawReach, scope: Scope): Own<ReachCheck> {
  const { over } = spec;
  return {
    kind: 'reach',
    pairs: pairs(spec, scope).map((pair) => ({
      ...pair,
      over: over === undefined ? null : tunnel(over, pair.from, scope),
    })),
    count: spec.count ?? defaults.PING_COUNT,
    maxLossPercent: spec.max_loss_percent ?? defaults.MAX_LOSS_PERCENT,
    maxRttMs: spec.max_rtt_ms ?? null,
  };
}

function noReach(spec: RawNoReach, scope: Scope): Own<NoReachCheck> {
  const control = listOf(spec.from).flatMap((text): [string, Target][] => {
    const from = place(text, scope);
    const target =
      spec.control === undefined
        ? defaultControl(from, forbiddenFor(text, from, scope), scope.places)
        : targets(spec.control, from, scope)[0];
    return target == null ? [] : [[endpointLabel(from.endpoint), target]];
  });
  return {
    kind: 'no_reach',
    pairs: pairs(spec, scope),
    expect: spec.expect ?? null,
    count: spec.count ?? defaults.PING_COUNT,
    control: Object.fromEntries(control),
  };
}

/** The addresses that the scenario says, in whichever check, this source must not reach. */
function forbiddenFor(text: string, from: Place, scope: Scope): ReadonlySet<string> {
  const named = scope.rawChecks.flatMap((check) =>
    check.kind === 'no_reach' && listOf(check.spec.from).includes(text)
      ? listOf(check.spec.to)
      : [],
  );
  const addresses = named.flatMap((target) =>
    targetsFor(target, from, scope.places).map(({ address }) => address),
  );
  return new Set(addresses);
}

function routes(spec: RawRoutes, scope: Scope): Own<RoutesCheck> {
  const lines = spec.exactly ?? spec.contains ?? [];
  return {
    kind: 'routes',
    at: endpoints(spec.at, scope),
    mode: spec.exactly === undefined ? 'contains' : 'exactly',
    routes: lines.map((line) => line.trim().replaceAll(/\s+/g, ' ')),
  };
}

function throughput(spec: RawThroughput, scope: Scope): Own<ThroughputCheck> {
  const { rate, at_least: atLeast } = spec;
  return {
    kind: 'throughput',
    flow: flow(spec, scope),
    protocol: spec.protocol ?? defaults.THROUGHPUT_PROTOCOL,
    rateBps: rate === undefined ? null : rateBps(rate),
    durationMs: durationMs(spec.duration ?? defaults.THROUGHPUT_DURATION),
    atLeast:
      typeof atLeast === 'string'
        ? { kind: 'absolute', bps: rateBps(atLeast) }
        : { kind: 'relative', percent: atLeast.percent, of: flow(atLeast.of, scope) },
    maxLossPercent: spec.max_loss_percent ?? null,
  };
}

function command(spec: RawCommand, scope: Scope): Own<CommandCheck> {
  return {
    kind: 'command',
    at: endpoints(spec.at, scope),
    run: spec.run,
    exitCode: spec.exit_code ?? defaults.EXIT_CODE,
    stdoutContains: spec.stdout_contains ?? null,
    stdoutEquals: spec.stdout_equals ?? null,
    json: Object.entries(spec.json ?? {}).map(([path, value]) => ({ path, value })),
  };
}

interface RawPairs {
  readonly from: string | readonly string[];
  readonly to: string | readonly string[];
}

/** Every source with every target; a place is no target of its own where there are others. */
function pairs({ from, to }: RawPairs, scope: Scope): readonly Pair[] {
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

function flow({ from, to }: { readonly from: string; readonly to: string }, scope: Scope): Flow {
  const source = place(from, scope);
  const [target] = targets(to, source, scope);
  return { from: source.endpoint, to: target };
}

function targets(text: string, from: Place, scope: Scope): readonly [Target, ...Target[]] {
  const [first, ...rest] = targetsFor(text, from, scope.places);
  const label = endpointLabel(from.endpoint);
  return first === undefined
    ? fail(scope, `${label} and ${text} have no address of the same family`)
    : [first, ...rest];
}

function tunnel(name: string, { node }: Endpoint, { nodes, where }: Scope) {
  const owner = nodes.find((each) => each.name === node);
  const over = owner === undefined ? null : resolveOver(name, owner, nodes);
  return over ?? fail({ where }, `${node} has no VXLAN or TUN device ${name}`);
}

function endpoints(texts: string | readonly string[], scope: Scope): readonly Endpoint[] {
  return listOf(texts).map((text) => place(text, scope).endpoint);
}

function place(text: string, scope: Scope): Place {
  return findPlace(scope.places, text) ?? fail(scope, `there is no node or container ${text}`);
}

function fail({ where }: Pick<Scope, 'where'>, message: string): never {
  throw new UsageError(`${where.file}:${where.line}:${where.column}: ${message}`);
}

function durationMs(text: string): number {
  return known(parseDurationMs(text), text);
}

function rateBps(text: string): number {
  return known(parseRateBps(text), text);
}

/** The schema lets only text through that can be parsed. */
function known<T>(parsed: T | null, text: string): T {
  if (parsed === null) throw new Error(`not as the schema has it: ${text}`);
  return parsed;
}
