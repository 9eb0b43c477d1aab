import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellQuote } from '../../../src/lib/shell-quote.ts';

test.each(['', 'plain-1.2/3:4', 'two words', "it's", '$(id) `id` "x" \\ !', 'a\nb', '*', '-n'])(
  'a shell reads %j as one word, unchanged',
  (text) => {
    const script = `printf '%s' ${shellQuote(text)}`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(text);
  },
);

test('what needs no quotes gets none', () => {
  expect(shellQuote('10.0.0.1/24')).toBe('10.0.0.1/24');
});
