/** A packet's way and end, for people. */
import type { Hop, Loss, Trace } from '../explain/trace-record.ts';
import type { TracedCases } from '../runner/events.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';
import type { Colors } from './colors.ts';
import { evidenceLines } from './evidence.ts';

/** Width of the words in front of each line. */
const MARGIN = 8;

/** The way hop by hop, where it ended, and why. */
export function renderTrace(trace: Trace, colors: Colors): string {
  const { from, to, address } = trace;
  const target = to === address ? to : `${to} (${address})`;
  const heading = `${colors.bold(`${from} → ${target}`)}  ${colors.dim(packetWords(trace))}`;
  const { loss, outcome } = trace;
  const end =
    loss === null
      ? [endLine(outcome, colors)]
      : [becauseLine(loss, colors), ...evidenceOf(loss, colors)];
  return [heading, ...wayLines(trace, colors), ...end].join('\n');
}

/** The same beneath a failed check that wanted these packets to get through, without the cause. */
export function traceLines(trace: Trace, colors: Colors): readonly string[] {
  const { loss, outcome, command } = trace;
  const end = loss === null ? [endLine(outcome, colors)] : evidenceOf(loss, colors);
  return [
    margin('packets', colors.dim) + `${packetWords(trace)}, by ${command}`,
    ...wayLines(trace, colors),
    ...end,
  ];
}

/** Why packets were lost, in one line. */
export function becauseLine(loss: Loss, colors: Colors): string {
  return margin(causeWord(loss), colors.red) + colors.bold(loss.cause.sentence);
}

/** In front of the cause. */
export function causeWord({ cause: { certain } }: Loss): 'because' | 'probably' {
  return certain ? 'because' : 'probably';
}

/** The traces of a case's packets. */
export function tracesOf(id: string, traces: readonly TracedCases[]): readonly TracedCases[] {
  return traces.filter(({ cases }) => cases.includes(id));
}

function packetWords({ port, bytes }: Trace): string {
  const what = port === null ? 'ICMP echo' : `TCP port ${port}`;
  return bytes === null ? what : `${what}, ${bytes} bytes`;
}

function wayLines({ there, back, loss }: Trace, colors: Colors): readonly string[] {
  const there_ = legLines('there', there, colors);
  const back_ = legLines('back', back, colors);
  if (loss === null) return [...there_, ...back_];
  const end = crossLine(loss, colors);
  switch (loss.leg) {
    case 'there':
    case 'back':
      return [...there_, ...back_, end];
    case 'neighbour question':
    case 'neighbour answer': {
      const waits = `it waits for the MAC address of ${loss.neighbour ?? 'its next hop'}:`;
      const name = loss.leg === 'neighbour question' ? 'question' : 'answer';
      return [
        ...there_,
        ...back_,
        margin('') + colors.dim(waits),
        ...legLines(name, loss.way, colors),
        end,
      ];
    }
  }
}

/** One line a sighting; what is as on the line before is left out. */
function legLines(name: string, hops: readonly Hop[], colors: Colors): readonly string[] {
  const places = Math.max(0, ...hops.map((hop) => endpointLabel(hop).length));
  const devices = Math.max(0, ...hops.map(({ device }) => device.length));
  return hops.flatMap((hop, index) => {
    const before = hops[index - 1] ?? null;
    const isNew = before === null || endpointLabel(before) !== endpointLabel(hop);
    const place = (isNew ? endpointLabel(hop) : '').padEnd(places);
    const about = colors.dim(changes(hop, before).join('  '));
    const line = `${place}  ${wordOf(hop)} ${hop.device.padEnd(devices)}  ${about}`;
    const crossing =
      hop.segment === null ? [] : [margin('') + colors.dim(`── segment ${hop.segment} ──`)];
    return [...crossing, (margin(index === 0 ? name : '', colors.dim) + line).trimEnd()];
  });
}

/** What the packet is here that it was not before. */
function changes(hop: Hop, before: Hop | null): readonly string[] {
  const addresses = `${hop.source} → ${hop.destination}`;
  const same = before !== null && addresses === `${before.source} → ${before.destination}`;
  const inside = hop.inside.join(' in ');
  const was = before?.inside.join(' in ') ?? '';
  return [
    ...(same ? [] : [addresses]),
    ...hop.vlans.map((id) => `VLAN ${id}`),
    ...(inside === was ? [] : [inside === '' ? 'out of the tunnel' : `in ${inside}`]),
  ];
}

function crossLine({ last }: Loss, colors: Colors): string {
  const where =
    last === null
      ? 'never sent'
      : `last seen at ${endpointLabel(last)}, ${wordOf(last).trim()} ${last.device}`;
  return margin('✗', colors.red) + where;
}

function evidenceOf({ cause: { evidence } }: Loss, colors: Colors): readonly string[] {
  return evidence.flatMap(({ what, data }) => [
    margin('evidence', colors.dim) + what,
    ...evidenceLines(data).map((line) => margin('') + colors.dim(`│ ${line}`)),
  ]);
}

function endLine(outcome: Trace['outcome'], colors: Colors): string {
  return `  ${colors.green(outcome)}`;
}

function margin(word: string, paint: (text: string) => string = (text) => text): string {
  return `  ${paint(word.padEnd(MARGIN))}  `;
}

function wordOf({ direction }: Hop): string {
  return direction === 'out' ? 'out' : 'in ';
}
