import { expect, it } from 'vitest';
import { compileNode } from '../../../src/compile/node.ts';
import type { Fact, KernelState } from '../../../src/compile/fact.ts';
import { type ObservedState, withObserved } from '../../../src/diagram/draw/observed.ts';
import type { Drawing } from '../../../src/diagram/drawing.ts';
import { layout } from '../../../src/diagram/layout/layout.ts';
import { prefixOf } from '../../../src/topology/addressing.ts';
import { difficultDrawings, type Drawn, scenarioDrawing, scenarioDrawings } from './drawings.ts';
import { sceneProblems } from './scene-problems.ts';

/** What the lab's nodes hold when some facts of a namespace are others. */
function observing(
  { step }: Drawn,
  at: string,
  change: (facts: readonly Fact[]) => readonly Fact[],
): readonly ObservedState[] {
  return step.nodesDuring.map((node) => {
    const { expected } = compileNode(node);
    const observed: KernelState = expected.map(({ container, facts }) => {
      const place = container === null ? node.name : `${node.name}/${container}`;
      return { container, facts: place === at ? change(facts) : facts };
    });
    return { node: node.name, expected, observed };
  });
}

/** What is marked, as `missing device:node1:vxlan0`. */
function marksIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { id, mark } = value as { readonly id?: string; readonly mark?: string | null };
  const own = typeof mark === 'string' ? [`${mark} ${String(id)}`] : [];
  return [...own, ...Object.values(value).flatMap(marksIn)];
}

const overlay = scenarioDrawing('multi-node-overlay');

function marked(at: string, change: (facts: readonly Fact[]) => readonly Fact[]): Drawing {
  return withObserved(overlay.drawing, observing(overlay, at, change));
}

it.each([...scenarioDrawings, ...difficultDrawings])(
  '$label has no marks when the lab is as it should be',
  (drawn) => {
    const same = withObserved(
      drawn.drawing,
      observing(drawn, '', (facts) => facts),
    );
    expect(same).toEqual(drawn.drawing);
  },
);

it('marks what is gone with a device', () => {
  const drawing = marked('node1', (facts) =>
    facts.filter(
      (fact) =>
        (fact.kind !== 'link' || fact.name !== 'vxlan0') &&
        (!('dev' in fact) || fact.dev !== 'vxlan0'),
    ),
  );
  expect(marksIn(drawing).toSorted()).toEqual([
    'missing address:node1:vxlan0:192.168.42.1/30',
    'missing device:node1:vxlan0',
    'missing link:device:node1:br0--device:node1:vxlan0',
    'missing link:device:node1:vxlan0--device:node1:ens5',
    'missing link:device:node1:vxlan0--device:node2:vxlan0',
    'missing route:node1:172.16.1.0/24 via 192.168.42.2 dev vxlan0',
    'missing route:node1:192.168.42.0/30 dev vxlan0',
  ]);
  expect(sceneProblems(layout(drawing, 100))).toEqual([]);
});

it('marks a port that is one no more', () => {
  const drawing = marked('node1', (facts) =>
    facts.map((fact) =>
      fact.kind === 'link' && fact.name === 'veth10' ? { ...fact, master: null } : fact,
    ),
  );
  expect(marksIn(drawing)).toEqual([
    'changed device:node1:veth10',
    'missing link:device:node1:veth10--device:node1:br0',
  ]);
});

it('adds what nobody asked for', () => {
  const link = {
    kind: 'link',
    type: 'foreign',
    foreignType: 'dummy',
    name: 'dummy0',
    mtu: 1500,
    mac: null,
    up: true,
    master: 'br0',
  } as const;
  const drawing = marked('node1', (facts) => [
    ...facts,
    link,
    { kind: 'address', address: prefixOf('10.9.0.1/24'), dev: 'dummy0' },
    { kind: 'neighbour', address: '10.0.0.9', mac: null, dev: 'ens5' },
  ]);
  expect(marksIn(drawing).toSorted()).toEqual([
    'extra address:node1:dummy0:10.9.0.1/24',
    'extra device:node1:dummy0',
    'extra link:device:node1:dummy0--device:node1:br0',
    'extra neighbour:node1:10.0.0.9 mac none dev ens5',
  ]);
  const scene = layout(drawing, 100);
  expect(scene.texts.map(({ text }) => text)).toContain('dummy0 (extra)');
  expect(scene.wires.map(({ id }) => id)).toContain('link:device:node1:dummy0--device:node1:br0');
  expect(sceneProblems(scene)).toEqual([]);
});

it('marks a route that goes another way as one missing and one extra', () => {
  const drawing = marked('node2/con1', (facts) =>
    facts.map((fact) =>
      fact.kind === 'route' && fact.to.length === 0 ? { ...fact, via: '172.16.1.9' } : fact,
    ),
  );
  expect(marksIn(drawing)).toEqual([
    'missing route:node2/con1:default via 172.16.1.1 dev veth11',
    'extra route:node2/con1:default via 172.16.1.9 dev veth11',
  ]);
});
