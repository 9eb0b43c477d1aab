/** Which packets of failed cases are worth following, and which of their traces are worth telling. */
import type { CaseResult } from '../checks/result.ts';
import type { Trace } from '../explain/trace-record.ts';
import type { PacketFlow } from '../topology/checks/parts.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Node } from '../topology/model.ts';
import { deviceWith, findPlace, mainAddress, placesOf } from '../topology/places.ts';
import type { TracedCases } from './events.ts';

export interface WantedFlow {
  readonly flow: PacketFlow;
  readonly cases: readonly string[];
  /** Sent beside small packets: of no interest where those are lost already. */
  readonly isFull: boolean;
}

/** The flows of failed cases, each flow once. */
export function wantedFlows(
  results: readonly CaseResult[],
  nodes: readonly Node[],
): readonly WantedFlow[] {
  const byKey = new Map<string, { flow: PacketFlow; cases: string[]; isFull: boolean }>();
  for (const { id, kind, outcome, probed } of results) {
    if (outcome !== 'fail' || probed === null) continue;
    const full = kind === 'throughput' ? inFullPackets(probed, nodes) : null;
    for (const flow of full === null ? [probed] : [probed, full]) {
      const { from, to, port, bytes } = flow;
      const key = [endpointLabel(from), to.address, port, bytes].join(' ');
      const known = byKey.get(key);
      const isFull = flow === full;
      if (known === undefined) {
        byKey.set(key, { flow, cases: [id], isFull });
      } else {
        known.cases.push(id);
        known.isFull &&= isFull;
      }
    }
  }
  return [...byKey.values()];
}

/** Pairs the flows with their traces, without those of full packets where small ones were lost. */
export function tracedCases(
  wanted: readonly WantedFlow[],
  traces: readonly Trace[],
): readonly TracedCases[] {
  const traced = wanted.flatMap(({ cases, isFull }, index) => {
    const trace = traces[index];
    return trace === undefined ? [] : [{ cases, trace, isFull }];
  });
  const lost = new Set(
    traced.flatMap(({ cases, trace, isFull }) =>
      trace.outcome === 'lost' && !isFull ? cases : [],
    ),
  );
  return traced
    .filter(({ cases, isFull }) => !isFull || !cases.every((id) => lost.has(id)))
    .map(({ cases, trace }) => ({ cases, trace }));
}

/** What a bulk transfer sends: packets as long as the source's device takes. */
function inFullPackets(flow: PacketFlow, nodes: readonly Node[]): PacketFlow {
  const place = findPlace(placesOf(nodes), endpointLabel(flow.from));
  const address = place === undefined ? null : mainAddress(place, flow.to.family);
  const device =
    place === undefined || address === null ? undefined : deviceWith(place.namespace, address);
  return { ...flow, bytes: device?.mtu ?? null };
}
