import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { layers } from './layers.ts';
import { codeIn, readPage, sectionOf, tableRows } from './markdown.ts';
import { projectDirectory } from './source-files.ts';

const page = 'docs/architecture.md';

it(`${page} has the table of rooms as the rule has it`, () => {
  const written = tableRows(sectionOf(readPage(page), '## Rooms')).map(([room, , imports]) => {
    const [values = '', types = ''] = (imports ?? '').split('types:');
    return { room: codeIn(room ?? '')[0], imports: codeIn(values), types: codeIn(types) };
  });
  const isThere = (room: string): boolean => existsSync(join(projectDirectory, 'src', room));
  const ruled = Object.entries(layers)
    .filter(([room]) => isThere(room))
    .map(([room, { imports, types = [] }]) => {
      return { room, imports: imports.filter(isThere), types: types.filter(isThere) };
    });
  expect(written).toEqual(ruled);
});
