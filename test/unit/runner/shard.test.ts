import { expect, test } from 'vitest';
import { shardOf } from '../../../src/runner/shard.ts';

const items = [
  { name: 'a', weight: 3 },
  { name: 'b', weight: 1 },
  { name: 'c', weight: 3 },
  { name: 'd', weight: 2 },
  { name: 'e', weight: 2 },
  { name: 'f', weight: 1 },
];

function parts(of: number): readonly (readonly string[])[] {
  return Array.from({ length: of }, (_, index) =>
    shardOf(items, { number: index + 1, of }, ({ weight }) => weight).map(({ name }) => name),
  );
}

test.each([1, 2, 3, 4, 9])('%d parts hold every item once', (of) => {
  expect(parts(of).flat().toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('parts weigh the same, and keep the order', () => {
  expect(parts(2)).toEqual([
    ['a', 'b', 'd'],
    ['c', 'e', 'f'],
  ]);
  expect(parts(3)).toEqual([
    ['a', 'b'],
    ['c', 'f'],
    ['d', 'e'],
  ]);
});

test('the same input gives the same parts', () => {
  expect(parts(3)).toEqual(parts(3));
});
