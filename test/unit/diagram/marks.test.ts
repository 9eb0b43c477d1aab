import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../src/diagram/drawing.ts';
import { layout } from '../../../src/diagram/layout/layout.ts';
import { withMarks } from '../../../src/diagram/marks.ts';
import { renderSvg } from '../../../src/diagram/render/svg.ts';
import { renderText } from '../../../src/diagram/render/text.ts';
import { scenarioDrawing } from './drawings.ts';
import { sceneProblems } from './scene-problems.ts';

const MARKS: Readonly<Record<string, Mark>> = {
  'device:node1:vxlan0': 'missing',
  'address:node1:br0:172.16.0.1/24': 'extra',
  'node:router': 'changed',
  'container:node2/con1': 'path',
  'segment:left': 'passed',
  'route:node1:172.16.1.0/24 via 192.168.42.2 dev vxlan0': 'missing',
  'link:device:node1:ens5--segment:left': 'failed',
  'link:device:node1/con1:veth11--device:node1:veth10': 'path',
};

const { drawing } = scenarioDrawing('multi-node-overlay');
const marked = withMarks(drawing, new Map(Object.entries(MARKS)));
const scene = layout(marked, 100);

describe('marks', () => {
  it('are all found', () => {
    const found = JSON.stringify(marked).match(/"mark":"\w+"/g);
    expect(found).toHaveLength(Object.keys(MARKS).length);
  });

  it('are said in words where something is different', () => {
    const text = renderText(scene, { charset: 'unicode', paint: (words) => words });
    expect(text).toContain('vxlan0 (missing)  192.168.42.1/30');
    expect(text).toContain('br0  172.16.0.1/24 (extra)');
    expect(text).toContain('router (changed)');
    expect(text).toContain('via 192.168.42.2 dev vxlan0 (missing)');
    expect(text).toContain('✗');
    expect(sceneProblems(scene)).toEqual([]);
  });

  it('break no border', () => {
    const tunnel = 'link:device:node1:vxlan0--device:node2:vxlan0';
    const text = renderText(layout(withMarks(drawing, new Map([[tunnel, 'missing']])), 100), {
      charset: 'unicode',
      paint: (words) => words,
    });
    const blank = text.replaceAll('✗', ' ');
    expect(blank).toMatch(/vxlan0 {2}192\.168\.42\.1\/30 │ +│ +VNI 42 +│ +│ vxlan0/);
    expect(text.match(/✗/g)).toHaveLength(2);
  });

  it('are colours of text', () => {
    const painted: string[] = [];
    renderText(scene, {
      charset: 'unicode',
      paint: (text, mark) => {
        painted.push(`${mark} ${text}`);
        return text;
      },
    });
    expect(painted).toContain('passed segment left');
    expect(painted).toContain('path ╭ con1 ─────────╮');
    expect(painted).toContain('failed ✗');
  });

  it('are classes of an SVG', () => {
    const svg = renderSvg(scene, marked);
    for (const [id, mark] of Object.entries(MARKS)) {
      expect(svg).toMatch(new RegExp(`class="[^"]*\\bwl-${mark}\\b[^"]*" data-id="${id}"`));
    }
  });
});
