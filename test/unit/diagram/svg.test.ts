import { describe, expect, it } from 'vitest';
import { layout } from '../../../src/diagram/layout/layout.ts';
import { renderSvg } from '../../../src/diagram/render/svg.ts';
import { difficultDrawings, scenarioDrawing, scenarioDrawings } from './drawings.ts';

/** Elements that are open when they should not be, or closed when they are not open. */
function unbalanced(xml: string): readonly string[] {
  const open: string[] = [];
  for (const [, close, name = '', empty] of xml.matchAll(
    /<(\/)?([a-z]+)(?:"[^"]*"|[^">])*?(\/)?>/g,
  )) {
    if (close === undefined && empty === undefined) open.push(name);
    else if (close !== undefined && open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

describe.each([...scenarioDrawings, ...difficultDrawings])('the SVG of $label', ({ drawing }) => {
  const svg = renderSvg(layout(drawing, 100), drawing);

  it('is whole', () => {
    expect(svg).toMatch(
      /^<svg [^>]*role="img"[^>]*>\n<title [^>]*>.+<\/title>\n<desc [^>]*>.+<\/desc>/,
    );
    expect(unbalanced(svg)).toEqual([]);
    expect(svg.match(/<(?![a-z/])|&(?!amp;|lt;|gt;|quot;|#39;)/g)).toBeNull();
    expect(svg).not.toMatch(/https?:(?!\/\/www\.w3\.org\/2000\/svg")|NaN|undefined/);
  });

  it('names what it shows', () => {
    const ids = new Set([...svg.matchAll(/data-id="([^"]+)"/g)].map(([, id]) => id));
    const wanted = [...drawing.nodes, ...drawing.segments].map(({ id }) => id);
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
    const cables = drawing.links.filter(({ kind }) => kind === 'cable');
    expect(cables.filter(({ id }) => !ids.has(id))).toEqual([]);
  });
});

it('text in an SVG is text, whatever it is', () => {
  const { drawing } = scenarioDrawing('veth-direct');
  const title = `</svg><script>alert("1 & 2")</script>\u0007`;
  const svg = renderSvg(layout({ ...drawing, title }, 100), { ...drawing, title });
  expect(svg).not.toContain('<script');
  expect(svg).toContain(
    '&lt;/svg&gt;&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;\ufffd',
  );
  expect(unbalanced(svg)).toEqual([]);
});
