/** Sends marked packets, watches every namespace on the way at once, and tells what became of them. */
import type { LabView } from '../checks/check.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Endpoint, Node } from '../topology/model.ts';
import { namespaceOf } from '../topology/own-namespaces.ts';
import type { PacketFlow } from '../topology/checks/parts.ts';
import type { Mark } from './flow.ts';
import { hopsOf } from './hops.ts';
import { explainLoss } from './loss/explain-loss.ts';
import { labOf, type Observed } from './loss/lost-packet.ts';
import type { SeenError } from './situation.ts';
import type { Trace } from './trace-record.ts';
import { send, type Sent } from './watch/send.ts';
import { watchNodes } from './watch/watch-nodes.ts';
import { firstSightings } from './way/first-sightings.ts';
import { arrivalOf } from './way/locate.ts';
import { type Sighting, sightingsIn } from './way/sighting.ts';
import { tcpMark } from './way/tcp-marks.ts';
import { tunnelPorts } from './way/tunnel-ports.ts';
import { type Ends, type Way, wayOf } from './way/way.ts';

/**
 * Traces of the flows, in their order; all are sent at the same time.
 * @throws HarnessError when a node cannot be watched
 */
export async function traceFlows(
  lab: LabView,
  nodes: readonly Node[],
  flows: readonly PacketFlow[],
  signal: AbortSignal,
): Promise<readonly Trace[]> {
  const own = flows.map((flow) => atNamespaces(flow, nodes));
  const { result, catches, states } = await watchNodes(lab, nodes, signal, () =>
    Promise.all(own.map(async (flow) => ({ flow, sent: await send(lab, flow, signal) }))),
  );
  const marks = result.map(({ flow, sent: { pattern } }): Mark =>
    pattern === null ? tcpMark(flow, catches) : { kind: 'icmp', pattern },
  );
  const ports = tunnelPorts(nodes);
  const sightings = catches.flatMap((caught) => sightingsIn(caught, marks, ports));
  const observed: Observed = { lab, nodes, states, sightings, signal };
  return Promise.all(result.map(({ flow, sent }, index) => traceOf(flow, index, sent, observed)));
}

/** A container in the node's network is the node, to those who watch. */
function atNamespaces(flow: PacketFlow, nodes: readonly Node[]): PacketFlow {
  const place = (at: Endpoint): Endpoint => {
    const node = nodes.find(({ name }) => name === at.node);
    return node === undefined ? at : { ...at, container: namespaceOf(node, at.container) };
  };
  const { endpoint } = flow.to;
  return {
    ...flow,
    from: place(flow.from),
    to: { ...flow.to, endpoint: endpoint === null ? null : place(endpoint) },
  };
}

async function traceOf(
  flow: PacketFlow,
  index: number,
  sent: Sent,
  observed: Observed,
): Promise<Trace> {
  const { nodes } = observed;
  const lab = labOf(observed);
  const own = observed.sightings.filter(
    ({ subject }) => 'flow' in subject && subject.flow === index,
  );
  const sequence = lastSequence(own);
  const target = flow.to.endpoint;
  const thereEnds: Ends = { start: flow.from, target };
  const there = wayOf(packets(own, 'request', sequence), nodes, thereEnds);
  const backEnds: Ends = { start: arrivalOf(there, lab)?.at ?? null, target: flow.from };
  const back = wayOf(packets(own, 'reply', sequence), nodes, backEnds);
  const answered = arrivedAt(back, flow.from);
  const request = there[0]?.sightings[0];
  const packet = {
    flow,
    source: request?.source ?? '',
    destination: request?.destination ?? flow.to.address,
    errors: errorsIn(own),
    said: sent.output,
  };
  const answer = back[0]?.sightings[0];
  const isBack = back.length > 0 && arrivalOf(there, lab) !== null;
  const loss = answered
    ? null
    : await explainLoss(
        isBack
          ? {
              ...packet,
              ...{ kind: 'reply', way: back, ends: backEnds },
              source: answer?.source ?? packet.destination,
              destination: answer?.destination ?? packet.source,
            }
          : { ...packet, kind: 'request', way: there, ends: thereEnds },
        observed,
      );
  return {
    from: endpointLabel(flow.from),
    to: flow.to.label,
    address: flow.to.address,
    port: flow.port,
    bytes: flow.bytes,
    command: sent.command,
    outcome: loss !== null ? 'lost' : /refused/i.test(sent.output) ? 'refused' : 'answered',
    there: hopsOf(there, thereEnds, lab),
    back: hopsOf(back, backEnds, lab),
    loss,
  };
}

function arrivedAt(way: Way, at: Endpoint): boolean {
  return way.some(({ sightings }) =>
    sightings.some(
      (each) =>
        each.direction === 'in' &&
        each.wraps.length === 0 &&
        endpointLabel(each.at) === endpointLabel(at),
    ),
  );
}

/** The last one that was sent: its neighbours were known, if they ever were. */
function lastSequence(sightings: readonly Sighting[]): number {
  const sequences = sightings.flatMap(({ subject }) =>
    subject.kind === 'request' ? [subject.sequence] : [],
  );
  return Math.max(0, ...sequences);
}

function packets(
  sightings: readonly Sighting[],
  kind: 'request' | 'reply',
  sequence: number,
): readonly Sighting[] {
  return firstSightings(
    sightings.filter(({ subject }) => subject.kind === kind && subject.sequence === sequence),
  );
}

function errorsIn(sightings: readonly Sighting[]): readonly SeenError[] {
  return sightings.flatMap(({ subject, at, direction }) =>
    subject.kind === 'error' && direction === 'out' ? [{ ...subject.error, at }] : [],
  );
}
