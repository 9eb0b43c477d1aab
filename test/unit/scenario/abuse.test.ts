import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load.ts';
import { renderProblems } from '../../../src/scenario/render.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'wirelab-abuse-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function many(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

/** Each level doubles the one before nine times over. */
const bomb = `a0: &a0 [x]\n${many(12, (i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]\n`)}`;

/** A quiet machine takes a tenth; time that grows with the square of the size takes far more. */
const MOST_MS = 3000;

/** Content and the code of the first problem. */
const abuses: Readonly<Record<string, readonly [string | Uint8Array, string]>> = {
  'NUL bytes': [new Uint8Array([116, 0, 58]), 'not-text'],
  'bytes that are not UTF-8': [new Uint8Array([116, 58, 32, 0xff, 0xfe]), 'not-text'],
  'ten megabytes': ['title: x\n'.repeat(1_200_000), 'file-too-large'],
  'a YAML bomb': [bomb, 'yaml-alias'],
  'an anchor that contains itself': ['nodes: &a { node1: *a }\n', 'yaml-alias'],
  'deeply nested lists': ['['.repeat(20_000), 'yaml-too-complex'],
  'deeply nested items': ['- '.repeat(20_000), 'yaml-too-complex'],
  'deeply nested mappings': [many(300, (i) => `${' '.repeat(i)}a:\n`), 'yaml-too-complex'],
  'far too many brackets': ['['.repeat(250_000), 'yaml-too-complex'],
  'far too many items': [`[${'1,'.repeat(120_000)}]`, 'yaml-too-complex'],
  'many unknown keys': [many(6_000, (i) => `k${i}: 1\n`), 'unknown-key'],
  'many repeated keys': ['k: 1\n'.repeat(6_000), 'repeated-key'],
  'many broken nodes': [`nodes:\n${many(6_000, (i) => `  n${i}: 1\n`)}`, 'missing-key'],
  'many unknown aliases': ['- *a\n'.repeat(10_000), 'yaml-alias'],
  'many broken escapes': [`"${'\\x'.repeat(120_000)}`, 'yaml-syntax'],
  'many anchors': ['&a '.repeat(15_000), 'yaml-syntax'],
  'all on one line': [`title: ${'x'.repeat(250_000)}\nnodes: []\n`, 'wrong-value'],
  'a key of a thousand letters': [`${'k'.repeat(1_000)}: x\n`, 'unknown-key'],
  'a very long alias': [`*${'a'.repeat(250_000)}`, 'yaml-alias'],
  'keys of objects': ['__proto__: { a: 1 }\nconstructor: x\n', 'unknown-key'],
  'an empty key': ['"": x\n: y\n? [a]\n: z\n', 'yaml-syntax'],
  'a null key': ['title: x\n~: y\n', 'missing-key'],
  'a key that is a tag': ['!!str x: y\n? |\n  block\n: z\n', 'missing-key'],
  'a merge of nothing': ['title: x\nnodes: { node1: { <<: x, <<: [1, [2]] } }\n', 'yaml-merge'],
  'a scalar': ['just text\n', 'wrong-value'],
  'a null': ['~\n', 'empty-file'],
  'white space': [' \n\n', 'empty-file'],
  'a byte order mark only': ['\ufeff', 'empty-file'],
};

test.each(Object.entries(abuses))('%s is refused quickly', (name, [content, code]) => {
  const file = join(directory, `${name.replaceAll(' ', '-')}.yaml`);
  writeFileSync(file, content);
  const started = process.cpuUsage();
  const result = loadScenario(file);
  const problems = result.ok ? [] : result.problems;
  const text = renderProblems(problems);
  // Of the processor: on a busy machine, time passes without it.
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(MOST_MS);
  expect(problems[0]?.code).toBe(code);
  expect(problems.length).toBeLessThanOrEqual(100);
  expect(text).toContain(`${file}:`);
  expect(text.length).toBeLessThan(100_000);
});

test('a directory is refused', () => {
  const path = join(directory, 'directory.yaml');
  mkdirSync(path);
  const result = loadScenario(path);
  expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
    'expected a YAML file, found a directory',
  ]);
});

test('a device is refused unread', () => {
  const result = loadScenario('/dev/zero');
  expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(['not-a-file']);
});

test('a path that would change the terminal is refused, and not printed', () => {
  const result = loadScenario(join(directory, 'a\u001b[31m\nb.yaml'));
  const problems = result.ok ? [] : result.problems;
  expect(problems.map(({ code }) => code)).toEqual(['bad-file-name']);
  expect(renderProblems(problems)).toContain('a\ufffd[31m\ufffdb.yaml:1:1');
});

test('the nearest scenario is suggested for a name that is none', () => {
  const result = loadScenario('multi-node-overly');
  expect(result.ok ? [] : result.problems).toMatchObject([
    { code: 'no-such-scenario', hint: 'did you mean `multi-node-overlay`?' },
  ]);
});

test('the nearest scenario is suggested for a path that leads nowhere', () => {
  const result = loadScenario(join(directory, 'multi-node-overlai.yaml'));
  expect(result.ok ? [] : result.problems).toMatchObject([
    { code: 'no-such-file', hint: 'did you mean `multi-node-overlay`?' },
  ]);
});
