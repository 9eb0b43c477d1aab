import { describe, expect, it } from 'vitest';
import { routeFacts } from '../../../src/compile/route.ts';
import { layout } from '../../../src/diagram/layout/layout.ts';
import type { Scene } from '../../../src/diagram/layout/scene.ts';
import { renderText } from '../../../src/diagram/render/text.ts';
import { formatPrefix } from '../../../src/scenario/parse/prefix.ts';
import type { Namespace } from '../../../src/topology/model.ts';
import { difficultDrawings, scenarioDrawings } from './drawings.ts';
import { sceneProblems } from './scene-problems.ts';

const WIDTHS = [60, 80, 100, 140];
const everything = [...scenarioDrawings, ...difficultDrawings];

function inText(scene: Scene, charset: 'unicode' | 'ascii'): string {
  return renderText(scene, { charset, paint: (text) => text });
}

function namespacesOf({ step }: (typeof everything)[number]): readonly Namespace[] {
  return step.nodesDuring.flatMap(({ root, containers }) => [root, ...containers]);
}

it('is tried on the whole collection', () => {
  expect(new Set(scenarioDrawings.map(({ topology }) => topology.name)).size).toBe(26);
});

describe.each(WIDTHS)('in %i columns', (width) => {
  it.each(everything)('$label is no wider, and nothing is on something else', ({ drawing }) => {
    const scene = layout(drawing, width);
    const lines = inText(scene, 'unicode').split('\n');
    expect(lines.filter((line) => Array.from(line).length > width)).toEqual([]);
    expect(sceneProblems(scene)).toEqual([]);
  });
});

describe.each(everything)('$label', (drawn) => {
  const scene = layout(drawn.drawing, 100);
  const words = inText(scene, 'unicode').replace(/[^\p{L}\p{N}.:/-]+/gu, ' ');

  it('shows every device with its addresses', () => {
    const wanted = namespacesOf(drawn).flatMap(({ devices }) =>
      devices.flatMap(({ name, addresses }) => [name, ...addresses.map(formatPrefix)]),
    );
    expect(wanted.filter((word) => !words.includes(word))).toEqual([]);
  });

  it('shows every route of every namespace', () => {
    const wanted = namespacesOf(drawn).flatMap((namespace) =>
      routeFacts(namespace).map(({ to, via, dev, type }) => ({
        destination: to.length === 0 ? 'default' : to.address,
        via: via === null ? '' : `via ${via} `,
        dev: dev === null ? type : `dev ${dev}`,
      })),
    );
    const missing = wanted.filter(({ destination, via, dev }) => {
      const line = new RegExp(`${destination}(/\\d+)? ${via}${dev}`);
      return !line.test(words);
    });
    expect(missing).toEqual([]);
  });

  it('names every segment, node and container', () => {
    const { segments } = drawn.topology;
    const wanted = [
      ...segments.map(({ name }) => `segment ${name}`),
      ...drawn.step.nodesDuring.flatMap(({ name, containers }) => [
        name,
        ...containers.map((container) => container.name),
      ]),
    ];
    expect(wanted.filter((word) => !words.includes(word))).toEqual([]);
  });

  it('takes nothing but ASCII when it is asked to', () => {
    const allowed = /^[\n\x20-\x7e]*$/;
    const { title } = drawn.drawing;
    expect(inText(scene, 'ascii').replace(title, '')).toMatch(allowed);
  });

  it('has a wire or a row for every link, where there is room', () => {
    const { wires, texts } = layout(drawn.drawing, 1000);
    const shown = new Set([...wires, ...texts].map(({ id }) => id));
    const wanted = drawn.drawing.links.filter(({ kind }) => kind !== 'tunnel');
    expect(wanted.filter(({ id }) => !shown.has(id))).toEqual([]);
  });
});
