import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withDrawings } from './drawn-blocks.ts';
import { projectDirectory, readFiles } from './source-files.ts';

const pages = readFiles('docs', '.md').filter(({ text }) => text.includes('<!-- drawing:'));

it('some pages have drawings that are made', () => {
  expect(pages.map(({ path }) => path)).toContain('docs/diagrams.md');
});

it.each(pages)('$path has them as `wirelab graph` makes them', ({ path, text }) => {
  const wanted = withDrawings(text);
  expect(wanted.match(/<!-- drawing:/g)).toHaveLength(
    wanted.match(/<!-- drawing: .* -->\n\n```\n/g)?.length ?? 0,
  );
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(join(projectDirectory, path), wanted);
  else expect(text).toBe(wanted);
});
