/** Finds out what became of the packets that failed cases wanted to get through. */
import type { LabView } from '../checks/check.ts';
import type { CaseResult } from '../checks/result.ts';
import { traceFlows } from '../explain/trace.ts';
import { HarnessError } from '../lib/errors.ts';
import type { StepContext } from '../providers/provider.ts';
import type { PacketFlow } from '../topology/checks/parts.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Node } from '../topology/model.ts';
import { deviceWith, findPlace, mainAddress, placesOf } from '../topology/places.ts';
import type { TracedCases } from './events.ts';

/** Flows that are traced after a step; what broke the first mostly broke the others. */
const MOST_FLOWS = 6;

interface Wanted {
  readonly flow: PacketFlow;
  readonly cases: readonly string[];
}

/** Traces of the flows of failed cases, each flow once; none of them fails the run. */
export async function traceFailures(
  results: readonly CaseResult[],
  lab: LabView,
  nodes: readonly Node[],
  { signal, progress }: StepContext,
): Promise<readonly TracedCases[]> {
  const wanted = wantedFlows(results, nodes).slice(0, MOST_FLOWS);
  if (wanted.length === 0) return [];
  progress(`following the packets of ${wanted.length === 1 ? 'a failed check' : 'failed checks'}`);
  try {
    const flows = wanted.map(({ flow }) => flow);
    const traces = await traceFlows(lab, nodes, flows, signal);
    return traces.flatMap((trace, index) => {
      const cases = wanted[index]?.cases;
      return cases === undefined ? [] : [{ cases, trace }];
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof HarnessError)) throw error;
    progress(`the packets could not be followed: ${error.message}`);
    return [];
  }
}

function wantedFlows(results: readonly CaseResult[], nodes: readonly Node[]): readonly Wanted[] {
  const byKey = new Map<string, { flow: PacketFlow; cases: string[] }>();
  for (const { id, kind, outcome, probed } of results) {
    if (outcome !== 'fail' || probed === null) continue;
    const flows = kind === 'throughput' ? [probed, inFullPackets(probed, nodes)] : [probed];
    for (const flow of flows) {
      const { from, to, port, bytes } = flow;
      const key = [endpointLabel(from), to.address, port, bytes].join(' ');
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { flow, cases: [id] });
      else known.cases.push(id);
    }
  }
  return [...byKey.values()];
}

/** What a bulk transfer sends: packets as long as the source's device takes. */
function inFullPackets(flow: PacketFlow, nodes: readonly Node[]): PacketFlow {
  const place = findPlace(placesOf(nodes), endpointLabel(flow.from));
  const address = place === undefined ? null : mainAddress(place, flow.to.family);
  const device =
    place === undefined || address === null ? undefined : deviceWith(place.namespace, address);
  return { ...flow, bytes: device?.mtu ?? null };
}
