import { describe, expect, it } from 'vitest';
import { withMarks } from '../../../src/diagram/marks.ts';
import { renderDot } from '../../../src/diagram/render/dot.ts';
import { renderMermaid } from '../../../src/diagram/render/mermaid.ts';
import { difficultDrawings, scenarioDrawing, scenarioDrawings } from './drawings.ts';

const HOSTILE = 'end "]) --> <b>\\x {#} ;\n%% `*';

describe.each([...scenarioDrawings, ...difficultDrawings])('$label', ({ drawing }) => {
  it('is a flowchart of Mermaid', () => {
    const lines = renderMermaid(drawing).trimEnd().split('\n');
    const [, title, config, , kind, ...body] = lines;
    expect([title?.slice(0, 8), config?.slice(0, 8), kind]).toEqual([
      'title: "',
      'config: ',
      'flowchart TB',
    ]);
    expect(body.filter((line) => !isMermaid(line))).toEqual([]);
    const opened = body.filter((line) => line.trim().startsWith('subgraph')).length;
    expect(body.filter((line) => line.trim() === 'end')).toHaveLength(opened);
    const known = new Set(
      body.flatMap((line) => /^ +(?:subgraph )?(\w+)[[(]/.exec(line)?.[1] ?? []),
    );
    const used = body.flatMap((line) => {
      const [, from, , to] = new RegExp(`^ +(\\w+) (${LINES}) (\\w+)`).exec(line) ?? [];
      return from === undefined || to === undefined || to.startsWith('x') ? [] : [from, to];
    });
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    expect(used.length).toBeGreaterThan(drawing.nodes.length);
  });

  it('is a graph of Graphviz', () => {
    const dot = renderDot(drawing);
    const bare = dot
      .replace(/"(?:[^"\\]|\\.)*"/g, 'S')
      .replace(/label=<(?:[^<>]|<[^<>]*>)*>/g, 'L');
    expect(bare).not.toMatch(/[<"&]/);
    expect(bare.split('{')).toHaveLength(bare.split('}').length);
    expect(bare.split('[')).toHaveLength(bare.split(']').length);
    const nodes = new Set([...dot.matchAll(/^ +"((?:[^"\\]|\\.)*)" \[/gm)].map(([, id]) => id));
    const ends = [...dot.matchAll(/^ +"([^"]*)" -> "([^"]*)"/gm)].flatMap(([, a, b]) => [a, b]);
    expect(ends.filter((id) => !nodes.has(id))).toEqual([]);
    expect(ends).toHaveLength(2 * drawing.links.length);
  });
});

const LINES = '---|===|-\\.-|~~~';
const LABEL = '"(?:[\\w ./:,()+=-]|#\\d+;|<br/>)*"';
const SHAPE = `(?:\\[${LABEL}\\]|\\(\\[${LABEL}\\]\\))(?::::\\w+)?`;
const FORMS = [
  new RegExp(`^ +subgraph \\w+\\[${LABEL}\\]$`),
  /^ +end$/,
  new RegExp(`^ +\\w+${SHAPE}$`),
  new RegExp(`^ +\\w+ (?:${LINES}) \\w+(?:${SHAPE})?$`),
  /^ +(?:classDef \w+|linkStyle \d+) [\w#:,-]+$/,
];

/** Whether the line is one that is known to be right, with nothing open to interpretation. */
function isMermaid(line: string): boolean {
  return FORMS.some((form) => form.test(line));
}

describe('whatever a name is', () => {
  const { drawing } = scenarioDrawing('veth-direct');
  const [node, ...others] = drawing.nodes;
  if (node === undefined) throw new Error('there is no node');
  const hostile = {
    ...drawing,
    title: HOSTILE,
    nodes: [{ ...node, name: HOSTILE, notes: [HOSTILE] }, ...others],
  };

  it('a flowchart stays one', () => {
    const body = renderMermaid(hostile).trimEnd().split('\n').slice(5);
    expect(body.filter((line) => !isMermaid(line))).toEqual([]);
  });

  it('a graph stays one', () => {
    const bare = renderDot(hostile)
      .replace(/"(?:[^"\\]|\\.)*"/g, 'S')
      .replace(/label=<(?:[^<>]|<[^<>]*>)*>/g, 'L');
    expect(bare).not.toMatch(/[<"&]/);
  });
});

it('marks are colours in both', () => {
  const { drawing } = scenarioDrawing('veth-direct');
  const cable = drawing.links[0];
  if (cable === undefined) throw new Error('there is no link');
  const marked = withMarks(drawing, new Map([[cable.id, 'failed' as const]]));
  expect(renderMermaid(marked)).toContain('linkStyle 0 stroke:#cf222e');
  expect(renderDot(marked)).toMatch(/-> .*class="veth failed".*color="#cf222e"/);
});
