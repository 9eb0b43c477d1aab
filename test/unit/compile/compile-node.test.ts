import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { batchScript, compileNode, runCommands } from '../../../src/compile/node.ts';
import { goldenNode, goldenNodes } from './goldens.ts';
import { stateText } from './state-text.ts';

/** Compares with a golden file, or writes it when UPDATE_GOLDEN=1. */
function expectGolden(path: string, text: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describe('compileNode', () => {
  test.each(goldenNodes())('$name', ({ path, node }) => {
    const config = compileNode(node);
    expectGolden(`${path}.sh`, config.script);
    expectGolden(`${path}.state`, stateText(config.expected));
  });

  test('says what the author wants to run, and where', () => {
    expect(runCommands(goldenNode('everything/node1'))).toEqual([
      { container: null, command: 'echo first' },
      { container: null, command: "echo 'second' | cat" },
    ]);
  });

  test('a batch is the identity and then the configuration, and stops at the first failure', () => {
    const config = { steps: [], script: 'echo two\n', expected: [] };
    expect(batchScript('echo one\n\n', config)).toBe('set -e\necho one\necho two\n');
  });
});
