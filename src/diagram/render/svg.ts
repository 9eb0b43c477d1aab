import type { Drawing, Mark } from '../drawing.ts';
import type { Point, Scene, SceneBox, SceneText, SceneWire } from '../layout/scene.ts';
import { description } from './description.ts';
import { colorAttribute, fillOf, strokeOf, styleSheet } from './svg-style.ts';
import { xmlText } from '../../lib/xml-text.ts';

/** Pixels of a cell, for a font whose characters are 0.6 em wide. */
const CELL = { width: 8.4, height: 19 } as const;
const FONT_SIZE = 14;
const PADDING = 14;

/**
 * The scene as one SVG that needs nothing else. What is drawn has `data-id`; colours are CSS
 * variables (svg-style.ts).
 */
export function renderSvg(scene: Scene, drawing: Drawing): string {
  const used = usedWidth(scene);
  const width = round(used * CELL.width + 2 * PADDING);
  const height = round(scene.height * CELL.height + 2 * PADDING);
  const id = `wl-${xmlText(drawing.name)}-${drawing.step?.number ?? 0}`;
  const order = ['node', 'container', 'device'] as const;
  const segments = scene.wires.filter(({ kind }) => kind === 'segment');
  const others = scene.wires.filter(({ kind }) => kind !== 'segment');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="wl-drawing" viewBox="0 0 ${width} ${height}"` +
      ` width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc"` +
      ` font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"` +
      ` font-size="${FONT_SIZE}">`,
    `<title id="${id}-title">${xmlText(`${drawing.name}: ${drawing.title}`)}</title>`,
    `<desc id="${id}-desc">${xmlText(description(drawing))}</desc>`,
    `<style>\n${styleSheet()}\n</style>`,
    `<rect class="wl-fill-ground" width="100%" height="100%" ${colorAttribute('fill', 'ground')}/>`,
    `<g transform="translate(${PADDING} ${PADDING})">`,
    ...order.flatMap((form) => scene.boxes.filter((box) => box.form === form)).map(boxElement),
    ...segments.map(wireElement),
    ...others.map(wireElement),
    ...scene.texts.map((text) => textElement(text, scene)),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function usedWidth({ boxes, wires, texts }: Scene): number {
  return Math.max(
    20,
    ...boxes.map(({ x, width }) => x + width),
    ...texts.map(({ x, text }) => x + text.length + 2),
    ...wires.flatMap(({ points }) => points.map(({ x }) => x + 2)),
  );
}

function boxElement(box: SceneBox): string {
  const { x, y, width, height, form, kind, mark } = box;
  const fill = fillOf(form, kind);
  const at = pixels({ x, y });
  const size = [(width - 1) * CELL.width, (height - 1) * CELL.height].map(round);
  const dash = mark === 'missing' ? ' stroke-dasharray="5 4"' : '';
  const rect =
    `<rect class="wl-fill-${fill}" x="${at.x}" y="${at.y}" width="${size[0]}" height="${size[1]}"` +
    ` rx="${form === 'container' ? 10 : 4}" ${colorAttribute('fill', fill)}` +
    ` ${colorAttribute('stroke', mark ?? 'line')} stroke-width="${form === 'node' ? 2 : 1.4}"${dash}/>`;
  return `<g ${attributes(box, ['wl-box', `wl-${form}`, ...(kind === null ? [] : [`wl-kind-${kind}`])])}>${rect}</g>`;
}

function wireElement(wire: SceneWire): string {
  const { kind, points, mark } = wire;
  const path = points
    .map((point, index) => {
      const { x, y } = pixels(point);
      return `${index === 0 ? 'M' : 'L'}${x} ${y}`;
    })
    .join('');
  const color = colorAttribute('stroke', strokeOf(wire));
  const line = (extra: string, width: number, stroke: string): string =>
    `<path${extra} d="${path}" fill="none" ${stroke} stroke-width="${width}"${dashOf(wire)}/>`;
  const lines =
    kind === 'tunnel'
      ? line('', 6, color) + line(' class="wl-core"', 2.4, colorAttribute('stroke', 'ground'))
      : line('', widthOf(kind, mark), color);
  return `<g ${attributes(wire, ['wl-wire', `wl-${kind}`])}>${lines}${dots(wire)}</g>`;
}

function widthOf(kind: SceneWire['kind'], mark: Mark | null): number {
  if (kind === 'segment') return 5;
  return mark === null ? 1.6 : 3;
}

function dashOf({ kind, mark }: SceneWire): string {
  if (mark === 'missing') return ' stroke-dasharray="5 4"';
  return kind === 'routed' ? ' stroke-dasharray="1.5 4" stroke-linecap="round"' : '';
}

/** Where the wire is plugged in. */
function dots({ kind, points, mark }: SceneWire): string {
  if (kind === 'segment' || kind === 'tunnel') return '';
  const fill = colorAttribute('fill', mark ?? 'line');
  return [points[0], points.at(-1)]
    .filter((point) => point !== undefined)
    .filter(({ y }) => Number.isInteger(y))
    .map((point, index) => {
      const { x, y } = pixels(point);
      const radius = kind === 'cable' && index === 1 ? 4.5 : 2.6;
      return `<circle class="wl-dot" cx="${x}" cy="${y}" r="${radius}" ${fill}/>`;
    })
    .join('');
}

function textElement(text: SceneText, { boxes }: Scene): string {
  const { id, role, x, y, text: words, mark } = text;
  const middle = pixels({ x, y });
  const muted = role === 'detail' || role === 'note';
  const bold = role === 'title' || role === 'name' || role === 'heading';
  const fill = colorAttribute('fill', mark ?? (muted ? 'muted' : 'ink'));
  // The length that it was given room for, whatever the font.
  const length = round(words.length * CELL.width);
  const element =
    `<text ${attributes(text, [`wl-${role}`])} x="${round(x * CELL.width)}"` +
    ` y="${round(middle.y + FONT_SIZE * 0.35)}" textLength="${length}"` +
    ` lengthAdjust="spacingAndGlyphs" xml:space="preserve" ${fill}` +
    `${bold ? ' font-weight="600"' : ''}>${xmlText(words)}</text>`;
  if (role === 'label') {
    const kind = id?.startsWith('segment:') === true ? 'segment' : 'tunnel';
    const classes = [`wl-${kind}`, ...(mark === null ? [] : [`wl-${mark}`])].join(' ');
    return `<g class="${classes}">${chip(text, 'ground', strokeOf({ kind, mark }))}${element}</g>`;
  }
  if (role !== 'title' && role !== 'note') return element;
  const box = boxes.find((each) => each.id === id);
  return chip(text, box === undefined ? 'node' : fillOf(box.form, box.kind), null) + element;
}

/** Ground for a text that stands on a line. */
function chip(
  { x, y, text }: SceneText,
  fill: Parameters<typeof colorAttribute>[1],
  stroke: Parameters<typeof colorAttribute>[1] | null,
): string {
  const margin = stroke === null ? 0.6 : 1.5;
  const line = stroke === null ? '' : ` ${colorAttribute('stroke', stroke)} stroke-width="1.6"`;
  return (
    `<rect class="wl-fill-${fill}" x="${round((x - margin) * CELL.width)}"` +
    ` y="${round(y * CELL.height + 1)}" width="${round((text.length + 2 * margin) * CELL.width)}"` +
    ` height="${CELL.height - 2}" rx="${stroke === null ? 4 : 8}" ${colorAttribute('fill', fill)}${line}/>`
  );
}

function attributes(
  { id, mark }: { readonly id: string | null; readonly mark: Mark | null },
  classes: readonly string[],
): string {
  const all = [...classes, ...(mark === null ? [] : [`wl-${mark}`])].join(' ');
  return `class="${all}"${id === null ? '' : ` data-id="${xmlText(id)}"`}`;
}

/** The middle of a cell. */
function pixels({ x, y }: Point): Point {
  return { x: round((x + 0.5) * CELL.width), y: round((y + 0.5) * CELL.height) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
