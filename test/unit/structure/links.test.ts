import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkProblems } from './links.ts';
import { projectDirectory, readFiles } from './source-files.ts';

const atTop = readdirSync(projectDirectory)
  .filter((name) => name.endsWith('.md'))
  .map((path) => ({ path, text: readFileSync(join(projectDirectory, path), 'utf8') }));

describe('links in the documentation', () => {
  it('lead somewhere', () => {
    expect(atTop.map(({ path }) => path)).toContain('README.md');
    expect(linkProblems([...atTop, ...readFiles('docs', '.md')])).toEqual([]);
  });

  it('are caught when they do not', () => {
    const text = [
      '# A title',
      '[good](../README.md) [here](#a-title) [web](https://example.org/x)',
      '[gone](gone.md) [no heading](#another-title)',
      '`[code](in-code.md)`',
    ].join('\n');
    expect(linkProblems([{ path: 'docs/page.md', text }])).toEqual([
      'docs/page.md: gone.md leads to no file',
      'docs/page.md: #another-title leads to no heading',
    ]);
  });
});
