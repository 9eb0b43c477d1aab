import { describe, expect, it } from 'vitest';
import { layerProblems, layers, purityProblems } from './layers.ts';
import { readFiles } from './source-files.ts';

const source = readFiles('src', '.ts');

describe('layer rule', () => {
  it('holds in src/', () => {
    expect(source.length).toBeGreaterThan(0);
    expect(layerProblems(source)).toEqual([]);
  });

  it('has an order: no room may import a later one', () => {
    const order = Object.keys(layers);
    const backwards = Object.entries(layers).flatMap(([room, { imports, types = [] }], position) =>
      [...imports, ...types]
        .filter((target) => order.indexOf(target) >= position || !order.includes(target))
        .map((target) => `${room} -> ${target}`),
    );
    expect(backwards).toEqual([]);
  });

  it.each([
    {
      name: 'an import of a later room',
      path: 'src/topology/resolve.ts',
      text: "import { compile } from '../compile/compile.ts';",
      problem:
        'src/topology/resolve.ts imports ../compile/compile.ts: ' +
        'src/topology/ may not import src/compile/, only scenario, inventory, lib',
    },
    {
      name: 'a value where only types are open',
      path: 'src/report/terminal/terminal.ts',
      text: "import { run } from '../../runner/run.ts';",
      problem:
        'src/report/terminal/terminal.ts imports ../../runner/run.ts: ' +
        'src/report/ may take only types from src/runner/',
    },
    {
      name: 'a dynamic import of a later room',
      path: 'src/lib/quote.ts',
      text: "const late = await import('../topology/model.ts');",
      problem:
        'src/lib/quote.ts imports ../topology/model.ts: ' +
        'src/lib/ may not import src/topology/, only lib',
    },
    {
      name: 'an import from outside of src/',
      path: 'src/cli/main.ts',
      text: "import { helper } from '../../test/helper.ts';",
      problem:
        'src/cli/main.ts imports ../../test/helper.ts: ' +
        'src/cli/ may import nothing outside the rooms of src/',
    },
    {
      name: 'a room that the table does not know',
      path: 'src/extras/extra.ts',
      text: '',
      problem: 'src/extras/extra.ts: the room "extras" has no line in the layers table',
    },
  ])('catches $name', ({ path, text, problem }) => {
    expect(layerProblems([{ path, text }])).toEqual([problem]);
  });

  it('lets types through where types are open', () => {
    const text = "import type { RunEvent } from '../runner/events.ts';";
    expect(layerProblems([{ path: 'src/report/json-report.ts', text }])).toEqual([]);
  });
});

describe('pure rooms', () => {
  it('have no effects', () => {
    expect(purityProblems(source)).toEqual([]);
  });

  it('are caught when they import one', () => {
    const text = "import { readFileSync } from 'node:fs';";
    expect(purityProblems([{ path: 'src/compile/bridge.ts', text }])).toEqual([
      'src/compile/bridge.ts imports node:fs: this room must be pure',
    ]);
    expect(purityProblems([{ path: 'src/runner/ledger.ts', text }])).toEqual([]);
  });
});
