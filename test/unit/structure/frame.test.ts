import { describe, expect, it } from 'vitest';
import { exportProblems, lengthProblems, nameProblems } from './frame.ts';
import { readFiles } from './source-files.ts';

const source = readFiles('src', '.ts');
const everything = [...source, ...readFiles('test', '.ts'), ...readFiles('bench', '.ts')];

describe('file names', () => {
  it('are kebab-case and say what the file is for', () => {
    expect(nameProblems(everything)).toEqual([]);
  });

  it.each(['src/lib/utils.ts', 'src/topology/index.ts', 'src/lib/shellQuote.ts'])(
    'catches %s',
    (path) => {
      expect(nameProblems([{ path, text: '' }])).toHaveLength(1);
    },
  );
});

describe('exports', () => {
  it('are named, and made where they are written', () => {
    expect(exportProblems(everything)).toEqual([]);
  });

  it.each([
    "export * from './model.ts';",
    "export { type Node } from './model.ts';",
    'export default 1;',
    'export default function main() {}',
  ])('catches %s', (text) => {
    expect(exportProblems([{ path: 'src/lib/bad.ts', text }])).toHaveLength(1);
  });
});

describe('file lengths', () => {
  it('stay under 400 lines, half of them under 100', () => {
    expect(lengthProblems(source)).toEqual([]);
  });

  it('are caught when one is too long, or most are long', () => {
    const file = (path: string, lines: number) => ({ path, text: 'x\n'.repeat(lines) });
    expect(lengthProblems([file('a.ts', 10), file('b.ts', 10), file('c.ts', 401)])).toEqual([
      'c.ts: 401 lines, at most 400',
    ]);
    expect(lengthProblems([file('a.ts', 10), file('b.ts', 100), file('c.ts', 400)])).toEqual([
      'half of the files have 100 lines or more, the median must be under 100',
    ]);
  });
});
