import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileChange } from '../../../../src/compile/change/change.ts';
import { changedFacts } from '../../../../src/compile/change/changed-facts.ts';
import { expectedState } from '../../../../src/compile/node.ts';
import type { Node } from '../../../../src/topology/model.ts';
import { type GoldenChange, goldenChanges } from './changes.ts';

/** The facts that go and come, then the script; empty when the step leaves the node alone. */
function changeText({ before, after }: GoldenChange): string {
  const config = compileChange(before, after);
  if (config === null) return '';
  const facts = changedFacts(before, after).flatMap(({ container, gone, come }) => [
    `@@ ${container ?? 'node'} @@`,
    ...gone.map((line) => `-${line}`),
    ...come.map((line) => `+${line}`),
  ]);
  return `${facts.map((line) => `# ${line}\n`).join('')}${config.script}`;
}

describe('compileChange', () => {
  test.each(goldenChanges())('$name', (change) => {
    const path = `${change.path}.sh`;
    const text = changeText(change);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      if (text === '') rmSync(path, { force: true });
      else writeFileSync(path, text);
    }
    expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
  });

  test('expects what a node that was configured so from the start must have', () => {
    for (const { before, after } of goldenChanges()) {
      const config = compileChange(before, after);
      if (config !== null) expect(config.expected).toEqual(expectedState(after));
    }
  });

  test('says nothing where only an author has a command more', () => {
    const [change] = goldenChanges();
    if (change === undefined) throw new Error('no golden change');
    const { before } = change;
    const after: Node = { ...before, root: { ...before.root, run: ['true'] } };
    expect(compileChange(before, after)).toBeNull();
  });
});
