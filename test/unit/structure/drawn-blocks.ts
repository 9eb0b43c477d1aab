/** Drawings in the documentation that `wirelab graph` makes. */
import type { DrawnTable, Drawing } from '../../../src/diagram/drawing.ts';
import { layout } from '../../../src/diagram/layout/layout.ts';
import { renderText } from '../../../src/diagram/render/text.ts';
import { scenarioDrawing } from '../diagram/drawings.ts';

/** A marker of what is drawn in the code block below it. */
const BLOCK =
  /^<!-- drawing: ([a-z0-9-]+)(?:, step (\d+))?(, without routes)? -->\n\n```\n[\s\S]*?^```$/gm;

/** The page with the drawings that its markers ask for. */
export function withDrawings(page: string): string {
  return page.replace(BLOCK, (block, name: string, step = '0', without?: string) => {
    const { drawing } = scenarioDrawing(name, Number(step));
    const text = without === undefined ? inText(drawing) : pictureOf(drawing);
    return `${block.slice(0, block.indexOf('\n'))}\n\n\`\`\`\n${text}\`\`\``;
  });
}

/** What `wirelab graph` prints to a pipe. */
export function inText(drawing: Drawing): string {
  return renderText(layout(drawing, 100), { charset: 'unicode', paint: (text) => text });
}

/** The same without its heading and its routes. */
function pictureOf(drawing: Drawing): string {
  const bare = <T extends { readonly tables: readonly DrawnTable[] }>(place: T): T => ({
    ...place,
    tables: place.tables.filter(({ kind }) => kind !== 'routes'),
  });
  const nodes = drawing.nodes.map((node) => ({
    ...bare(node),
    containers: node.containers.map(bare),
  }));
  return inText({ ...drawing, nodes }).replace(/^[^\n]+\n(?:[^\n]+\n)*\n/, '');
}
