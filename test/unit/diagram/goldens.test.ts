import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '../../../src/diagram/layout/layout.ts';
import { renderDot } from '../../../src/diagram/render/dot.ts';
import { renderMermaid } from '../../../src/diagram/render/mermaid.ts';
import { renderSvg } from '../../../src/diagram/render/svg.ts';
import { renderText } from '../../../src/diagram/render/text.ts';
import { type Drawn, scenarioDrawing } from './drawings.ts';

const directory = join(import.meta.dirname, 'golden');

function inText({ drawing }: Drawn, charset: 'unicode' | 'ascii', width = 100): string {
  return renderText(layout(drawing, width), { charset, paint: (text) => text });
}

const cases: readonly (readonly [string, string])[] = [
  ...[
    ...['multi-node-overlay', 'dataplane-comparison', 'inter-vlan-routing', 'netns-to-internet'],
    ...['overlay-same-subnet', 'single-netns', 'veth-direct', 'vxlan-between-routers'],
  ].map((name) => [`${name}.txt`, inText(scenarioDrawing(name), 'unicode')] as const),
  ['multi-node-overlay.ascii.txt', inText(scenarioDrawing('multi-node-overlay'), 'ascii')],
  ['dataplane-comparison.60.txt', inText(scenarioDrawing('dataplane-comparison'), 'unicode', 60)],
  ['multi-node-overlay.mmd', renderMermaid(scenarioDrawing('multi-node-overlay').drawing)],
  ['multi-node-overlay.dot', renderDot(scenarioDrawing('multi-node-overlay').drawing)],
  ...['multi-node-overlay', 'vxlan-between-routers'].map((name) => {
    const { drawing } = scenarioDrawing(name);
    return [`${name}.svg`, renderSvg(layout(drawing, 100), drawing)] as const;
  }),
];

describe('a drawing', () => {
  it.each(cases)('%s is as it was', (file, text) => {
    const path = join(directory, file);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });
});
