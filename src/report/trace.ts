/** A packet's way and end, for people. */
import type { Hop, Loss, Trace } from '../explain/trace-record.ts';
import type { Colors } from './colors.ts';
import { evidenceLines } from './evidence.ts';

/** The way hop by hop, where it ended, and why. */
export function renderTrace(trace: Trace, colors: Colors): string {
  return [heading(trace, colors), ...bodyLines(trace, colors)].join('\n');
}

/** The same in short, for beneath a failed check. */
export function traceLines(trace: Trace, colors: Colors): readonly string[] {
  return bodyLines(trace, colors);
}

function heading({ from, to, address, port, bytes }: Trace, colors: Colors): string {
  const target = to === address ? to : `${to} (${address})`;
  const what = port === null ? 'ICMP echo' : `TCP port ${port}`;
  const size = bytes === null ? '' : `, ${bytes} bytes`;
  return `${colors.bold(`${from} → ${target}`)}  ${colors.dim(`${what}${size}`)}`;
}

function bodyLines({ there, back, loss, outcome }: Trace, colors: Colors): readonly string[] {
  const lost = loss?.leg ?? null;
  return [
    ...legLines('there', there, colors),
    ...(lost === 'there' ? [cross(loss, colors)] : []),
    ...(back.length === 0 ? [] : legLines('back', back, colors)),
    ...(lost === 'back' ? [cross(loss, colors)] : []),
    ...(lost === 'neighbour question' || lost === 'neighbour answer'
      ? neighbourLines(loss, colors)
      : []),
    ...(loss === null ? [`  ${colors.green(outcome)}`] : causeLines(loss, colors)),
  ];
}

function neighbourLines(loss: Loss | null, colors: Colors): readonly string[] {
  if (loss === null) return [];
  return [
    `  ${colors.dim(`it waits for the MAC address of ${loss.neighbour ?? 'its next hop'}; the question for it:`)}`,
    ...legLines(loss.leg === 'neighbour answer' ? 'answer' : 'question', loss.way, colors),
    cross(loss, colors),
  ];
}

function cross(loss: Loss | null, colors: Colors): string {
  const last = loss?.last ?? null;
  const where =
    last === null ? 'never sent' : `last seen at ${labelOf(last)}, ${wordOf(last)} ${last.device}`;
  return `  ${colors.red('✗')} ${where}`;
}

/** One line a sighting; the node's name where it changes. */
function legLines(name: string, hops: readonly Hop[], colors: Colors): readonly string[] {
  const labels = hops.map(labelOf);
  const width = Math.max(0, ...labels.map((label) => label.length));
  const devices = Math.max(0, ...hops.map(({ device }) => device.length));
  let addresses = '';
  let wraps = '';
  return hops.flatMap((hop, index) => {
    const label = labels[index] === labels[index - 1] ? '' : (labels[index] ?? '');
    const now = `${hop.source} → ${hop.destination}`;
    const inside = hop.inside.join(' in ');
    const vlan = hop.vlans.map((id) => `VLAN ${id}`).join(' in ');
    const about = [
      ...(now === addresses ? [] : [now]),
      ...(vlan === '' ? [] : [vlan]),
      ...(inside === wraps ? [] : [inside === '' ? 'out of the tunnel' : `in ${inside}`]),
    ].join('  ');
    addresses = now;
    wraps = inside;
    const arrow = index === 0 ? colors.dim(name.padEnd(8)) : ' '.repeat(8);
    const crossing =
      hop.segment === null
        ? []
        : [`  ${' '.repeat(8)}  ${colors.dim(`── segment ${hop.segment} ──`)}`];
    const line = `  ${arrow}  ${label.padEnd(width)}  ${wordOf(hop)} ${hop.device.padEnd(devices)}  ${colors.dim(about)}`;
    return [...crossing, line.trimEnd()];
  });
}

function wordOf({ direction }: Hop): string {
  return direction === 'out' ? 'out' : 'in ';
}

function labelOf({ node, container }: Hop): string {
  return container === null ? node : `${node}/${container}`;
}

function causeLines(
  { cause: { sentence, certain, evidence } }: Loss,
  colors: Colors,
): readonly string[] {
  const words = certain ? 'because' : 'probably';
  return [
    `  ${colors.red(words.padEnd(8))}  ${colors.bold(sentence)}`,
    ...evidence.flatMap(({ what, data }) => [
      `  ${colors.dim('evidence')}  ${what}`,
      ...evidenceLines(data).map((line) => `            ${colors.dim(`│ ${line}`)}`),
    ]),
  ];
}
