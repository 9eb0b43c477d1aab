/** A drawing in the language of Graphviz (https://graphviz.org/doc/info/lang.html). */
import type {
  DrawnContainer,
  DrawnDevice,
  DrawnLink,
  DrawnNode,
  DrawnTable,
  Drawing,
  Mark,
} from '../drawing.ts';
import { isRouter } from '../router.ts';
import { MARK_COLORS } from './mark-colors.ts';
import { deviceWords, emptyWords, placeWords, rowWords, tablesOf } from './words.ts';
import { xmlText } from '../../lib/xml-text.ts';

export function renderDot(drawing: Drawing): string {
  const { name, title, nodes, segments, links } = drawing;
  const turned = turnedLinks(drawing);
  return [
    `digraph ${quoted(name)} {`,
    `  graph [label=${quoted(`${name}: ${title}`)}, labelloc=t, fontname="monospace", rankdir=TB, newrank=true, compound=true]`,
    '  node [fontname="monospace", fontsize=11, shape=box, style="rounded,filled", fillcolor="white"]',
    '  edge [fontname="monospace", fontsize=10, dir=none]',
    ...nodes.flatMap((node) => nodeLines(node, isRouter(node, links))),
    ...segments.map(
      ({ id, name: segment, mark }) =>
        `  ${quoted(id)} [${attributes({ label: `segment ${segment}`, fillcolor: '#d1f0e4', id, class: 'segment' }, mark)}]`,
    ),
    ...links.map((link) => edgeLine(link, turned.has(link))),
    '}',
    '',
  ].join('\n');
}

/** @param below whether it stands below its segments: cables then come from above */
function nodeLines(node: DrawnNode, below: boolean): readonly string[] {
  return [
    ...clusterOpening(node, { indent: '  ', fill: '#f6f8fa', tables: tablesOf(node), below }),
    ...node.containers.flatMap((container) => containerLines(container, node)),
    ...node.devices.map((device) => `    ${deviceLine(device)}`),
    '  }',
  ];
}

function containerLines(container: DrawnContainer, node: DrawnNode): readonly string[] {
  const empty = `    ${quoted(`${container.id} empty`)} [label=${quoted(emptyWords(container, node.name))}, shape=plaintext, style=""]`;
  return [
    ...clusterOpening(container, { indent: '    ', fill: '#ddf0ff', tables: [], below: false }),
    ...(container.devices.length === 0 ? [`  ${empty}`] : []),
    ...container.devices.map((device) => `      ${deviceLine(device)}`),
    '    }',
  ];
}

interface Cluster {
  readonly indent: string;
  readonly fill: string;
  readonly tables: readonly DrawnTable[];
  readonly below: boolean;
}

/** The name of the place, and below it what tables it has. */
function clusterOpening(
  place: DrawnNode | DrawnContainer,
  { indent, fill, tables, below }: Cluster,
): readonly string[] {
  const { id, mark } = place;
  const rows = tables.flatMap(({ title, rows: own }) => [
    `<font point-size="10"><b>${xmlText(title)}</b></font>`,
    ...own.map((row) => `<font point-size="10">${xmlText(`  ${rowWords(row)}`)}</font>`),
  ]);
  const lines = [`<b>${xmlText(placeWords(place))}</b>`, ...rows];
  const label = lines.map((line) => `${line}<br align="left"/>`).join('');
  const labelloc = below ? 'b' : 't';
  const words = attributes(
    { labelloc, labeljust: 'l', style: 'filled,rounded', fillcolor: fill, id },
    mark,
  );
  return [
    `${indent}subgraph ${quoted(`cluster ${id}`)} {`,
    `${indent}  graph [label=<${label}>, ${words}]`,
  ];
}

function deviceLine(device: DrawnDevice): string {
  const [name = '', ...more] = deviceWords(device).map(xmlText);
  const label = [`<b>${name}</b>`, ...more].join('<br/>');
  const { id, mark, kind } = device;
  return `${quoted(id)} [label=<${label}>, ${attributes({ id, class: kind }, mark)}]`;
}

/** In routers, and from them to their segments, what is below is written first. */
function turnedLinks({ nodes, links }: Drawing): ReadonlySet<DrawnLink> {
  const routers = nodes.filter((node) => isRouter(node, links));
  const own = new Set(routers.flatMap(({ devices }) => devices.map(({ id }) => id)));
  return new Set(links.filter(({ kind, from }) => kind !== 'tunnel' && own.has(from)));
}

function edgeLine({ id, kind, from, to, label, mark }: DrawnLink, turned: boolean): string {
  const [tail, head] = turned ? [to, from] : [from, to];
  const style = EDGE_STYLES[kind] ?? {};
  // A label would stand on whatever the edge crosses; the boxes at its ends say the same.
  const words = { ...style, ...(label === null ? {} : { tooltip: label }), id, class: kind };
  return `  ${quoted(tail)} -> ${quoted(head)} [${attributes(words, mark)}]`;
}

const EDGE_STYLES: Partial<Record<DrawnLink['kind'], Readonly<Record<string, string>>>> = {
  cable: { penwidth: '2', color: '#1a7f64' },
  routed: { style: 'dotted' },
  tunnel: { color: '#8250df:#8250df', constraint: 'false' },
};

function attributes(words: Readonly<Record<string, string>>, mark: Mark | null): string {
  const marked =
    mark === null
      ? words
      : {
          ...words,
          color: MARK_COLORS[mark][0],
          fontcolor: MARK_COLORS[mark][0],
          penwidth: '3',
          class: [words['class'] ?? '', mark].join(' ').trim(),
        };
  return Object.entries(marked)
    .map(([key, value]) => `${key}=${quoted(value)}`)
    .join(', ');
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
