/** A drawing as a flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html). */
import type { DrawnContainer, DrawnDevice, DrawnNode, Drawing, Mark } from '../drawing.ts';
import { isRouter } from '../router.ts';
import { MARK_COLORS, MARKS } from './mark-colors.ts';
import { deviceWords, emptyWords, placeWords, rowWords, tablesOf } from './words.ts';

/** Names in the text of the flowchart: short, without any character that means something. */
type Names = ReadonlyMap<string, string>;

export function renderMermaid(drawing: Drawing): string {
  const { name, title, nodes, segments } = drawing;
  const names = namesOf(drawing);
  const edges = edgesOf(drawing, names);
  return [
    '---',
    `title: ${JSON.stringify(`${name}: ${title}`)}`,
    'config: { flowchart: { wrappingWidth: 600 } }',
    '---',
    'flowchart TB',
    ...nodes.flatMap((node) => nodeLines(node, names)),
    ...segments.map(
      ({ id, name: segment, mark }) =>
        `  ${names.get(id) ?? ''}([${quoted([`segment ${segment}`])}])${classOf('segment', mark)}`,
    ),
    ...edges.map(({ line }) => `  ${line}`),
    ...nodes.flatMap((node, index) => tableLines(node, `t${index}`, drawing, names)),
    ...classLines(),
    // Links are numbered in the order of their lines.
    ...edges.flatMap(({ mark }, number) =>
      mark === null
        ? []
        : [`  linkStyle ${number} stroke:${MARK_COLORS[mark][0]},stroke-width:3px`],
    ),
    '',
  ].join('\n');
}

/** All tables of a node, below its segments. */
function tableLines(
  node: DrawnNode,
  table: string,
  { links }: Drawing,
  names: Names,
): readonly string[] {
  const tables = tablesOf(node);
  if (tables.length === 0) return [];
  const lines = tables.flatMap(({ title, rows }) => [title, ...rows.map(rowWords)]);
  const own = new Set(node.devices.map(({ id }) => id));
  const cable = links.find(({ kind, from }) => kind === 'cable' && own.has(from));
  const above = isRouter(node, links) ? node.devices.at(-1)?.id : cable?.to;
  return [
    `  ${table}[${quoted(lines)}]:::table`,
    `  ${names.get(above ?? node.id) ?? ''} ~~~ ${table}`,
  ];
}

interface Edge {
  readonly line: string;
  readonly mark: Mark | null;
}

/** A tunnel is a thing between its ends, below both: so the nodes stay at one height. */
function edgesOf({ nodes, links }: Drawing, names: Names): readonly Edge[] {
  const routers = nodes.filter((node) => isRouter(node, links));
  const turned = new Set(routers.flatMap(({ devices }) => devices.map(({ id }) => id)));
  return links.flatMap(({ kind, from, to, label, mark }, index): readonly Edge[] => {
    const ends = [from, to].map((id) => names.get(id) ?? '');
    if (kind === 'tunnel') {
      const tunnel = `x${index}([${quoted([label ?? 'tunnel'])}])${classOf('vxlan', mark)}`;
      return [
        { line: `${ends[0] ?? ''} === ${tunnel}`, mark },
        { line: `${ends[1] ?? ''} === x${index}`, mark },
      ];
    }
    const [first = '', second = ''] = turned.has(from) ? ends.toReversed() : ends;
    return [{ line: `${first} ${kind === 'routed' ? '-.-' : '---'} ${second}`, mark }];
  });
}

function namesOf({ nodes, segments }: Drawing): Names {
  const ids = [
    ...segments.map(({ id }) => ['s', id] as const),
    ...nodes.flatMap(({ id, devices, containers }) => [
      ['n', id] as const,
      ...devices.map((device) => ['d', device.id] as const),
      ...containers.flatMap((container) => [
        ['c', container.id] as const,
        ...container.devices.map((device) => ['d', device.id] as const),
      ]),
    ]),
  ];
  return new Map(ids.map(([letter, id], number) => [id, `${letter}${number}`]));
}

function nodeLines(node: DrawnNode, names: Names): readonly string[] {
  const { devices, containers } = node;
  return [
    `  ${opening(node, names)}`,
    ...containers.flatMap((container) => containerLines(container, node, names)),
    ...devices.map((device) => `    ${deviceLine(device, names)}`),
    ...(devices.length + containers.length === 0 ? [`    ${names.get(node.id) ?? ''}e[" "]`] : []),
    '  end',
  ];
}

function containerLines(
  container: DrawnContainer,
  node: DrawnNode,
  names: Names,
): readonly string[] {
  const { id, devices } = container;
  const empty = `${names.get(id) ?? ''}e[${quoted([emptyWords(container, node.name)])}]:::table`;
  return [
    `    ${opening(container, names)}`,
    ...(devices.length === 0 ? [`      ${empty}`] : []),
    ...devices.map((device) => `      ${deviceLine(device, names)}`),
    '    end',
  ];
}

function opening(place: DrawnNode | DrawnContainer, names: Names): string {
  return `subgraph ${names.get(place.id) ?? ''}[${quoted([placeWords(place)])}]`;
}

function deviceLine(device: DrawnDevice, names: Names): string {
  const { id, kind, mark } = device;
  return `${names.get(id) ?? ''}[${quoted(deviceWords(device))}]${classOf(kind, mark)}`;
}

function classOf(kind: string, mark: Mark | null): string {
  if (mark !== null) return `:::${mark}`;
  const known = ['bridge', 'vxlan', 'tun', 'ip-tunnel', 'wireguard', 'segment'];
  if (!known.includes(kind)) return '';
  return kind === 'bridge' || kind === 'segment' ? `:::${kind}` : ':::tunnel';
}

function classLines(): readonly string[] {
  return [
    '  classDef bridge fill:#dff5e3,stroke:#57606a,color:#1f2328',
    '  classDef tunnel fill:#f0e6ff,stroke:#8250df,color:#1f2328',
    '  classDef segment fill:#d1f0e4,stroke:#1a7f64,color:#1f2328',
    '  classDef table fill:none,stroke:none,text-align:left',
    ...MARKS.map((mark) => `  classDef ${mark} stroke:${MARK_COLORS[mark][0]},stroke-width:3px`),
  ];
}

/** A label, in quotes and with nothing in it that Mermaid would read: characters by their codes. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replace(/[^\w ./:,()+=-]/gu, (char) => `#${char.codePointAt(0) ?? 63};`),
  );
  return `"${escaped.join('<br/>')}"`;
}
