import { expect, it } from 'vitest';
import { table } from '../../../src/cli/table.ts';

it('aligns columns and leaves no blanks at the end of a line', () => {
  expect(
    table([
      ['LAB', 'STATE'],
      ['multi-node-overlay-3f9a', 'kept'],
      ['a', ''],
    ]),
  ).toBe('LAB                      STATE\nmulti-node-overlay-3f9a  kept\na');
});
