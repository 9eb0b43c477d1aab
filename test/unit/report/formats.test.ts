import { expect, it } from 'vitest';
import { renderJunit } from '../../../src/report/junit.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { tracedRun } from './traced-run.ts';

const runs = [{ name: 'multi-node-overlay', run: tracedRun }];

it('writes JUnit XML', async () => {
  await expect(renderJunit(runs)).toMatchFileSnapshot('golden/run.junit.xml');
});

it('lets nothing into JUnit XML that XML cannot hold', () => {
  const xml = renderJunit(runs);
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  expect(Buffer.from(xml).toString()).toBe(xml);
  expect(xml).toContain('a &lt;b&gt; &amp; &quot;c&quot;');
  const open = [...xml.matchAll(/<([\w-]+)[^>]*?(\/?)>/g)].filter(([, , closed]) => closed === '');
  const names = open.map(([, name]) => name);
  const closed = [...xml.matchAll(/<\/([\w-]+)>/g)].map(([, name]) => name);
  expect(names.toSorted()).toEqual(closed.toSorted());
});

it('counts in a suite what is in it', () => {
  const xml = renderJunit(runs);
  const count = (element: string) => xml.split(`<${element}`).length - 1;
  const attribute = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(xml)?.[1]);
  expect(attribute('tests')).toBe(count('testcase'));
  expect(attribute('failures')).toBe(count('failure'));
  expect(attribute('errors')).toBe(count('error '));
  expect(attribute('skipped')).toBe(count('skipped'));
});

it('writes Markdown', async () => {
  await expect(renderMarkdown(runs)).toMatchFileSnapshot('golden/run.md');
});

it('begins the Markdown of several runs with a table of them', () => {
  expect(
    renderMarkdown([...runs, ...runs])
      .split('\n')
      .slice(0, 4),
  ).toEqual([
    '| scenario | verdict | checks | time |',
    '| --- | --- | --- | ---: |',
    '| multi-node-overlay | ❌ failed | 1 of 3 checks, 1 could not be carried out, 1 skipped | 9.1 s |',
    '| multi-node-overlay | ❌ failed | 1 of 3 checks, 1 could not be carried out, 1 skipped | 9.1 s |',
  ]);
});
