import { expect, test } from 'vitest';
import { lostStrays, withoutStrays } from '../../../src/runner/strays.ts';

test('what was different before is no difference of the change', () => {
  const strays = [
    { container: null, missing: ['route a'], unexpected: ['rule 9 of an author'] },
    { container: 'con2', missing: ['address b'], unexpected: [] },
  ];
  const diff = [
    { container: null, missing: ['route a', 'route c'], unexpected: ['rule 9 of an author'] },
    { container: 'con1', missing: [], unexpected: ['rule 9 of an author'] },
    { container: 'con2', missing: ['address b'], unexpected: [] },
  ];
  expect(withoutStrays(diff, strays)).toEqual([
    { container: null, missing: ['route c'], unexpected: [] },
    { container: 'con1', missing: [], unexpected: ['rule 9 of an author'] },
  ]);
});

test('what nobody compiled can get lost', () => {
  const strays = [{ container: 'con1', missing: ['route a'], unexpected: ['route b', 'route c'] }];
  const kept = { container: 'con1', missing: [], unexpected: ['route c', 'route d'] };
  expect(lostStrays([kept], strays)).toEqual([
    { container: 'con1', missing: ['route b'], unexpected: [] },
  ]);
  expect(lostStrays([], [])).toEqual([]);
});
