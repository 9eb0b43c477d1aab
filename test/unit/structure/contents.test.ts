import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { withContents } from './contents.ts';
import { readPage } from './markdown.ts';
import { projectDirectory } from './source-files.ts';

test.each(['docs/scenario-format.md', 'docs/checks.md'])('%s says what it contains', (page) => {
  const wanted = withContents(readPage(page));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(join(projectDirectory, page), wanted);
  expect(readPage(page)).toBe(wanted);
  expect(wanted).toContain('<!-- contents -->\n\n- [');
});

it('lists sections with those below, but no headings of examples', () => {
  const page = '# Page\n\n<!-- contents -->\n\n- [Old](#old)\n\n';
  const rest = '## One\n\n### No way out\n\n```\n## none\n```\n\n## Two\n';
  expect(withContents(page + rest)).toBe(
    '# Page\n\n<!-- contents -->\n\n- [One](#one): [No way out](#no-way-out)\n- [Two](#two)\n\n' +
      rest,
  );
});
