import { expect, it } from 'vitest';
import { newLabId } from '../../../src/runner/lab-id.ts';

it.each([
  ['multi-node-overlay', 'multi-node-overlay'],
  ['My Lab (2)', 'my-lab-2'],
  ["a b;$(touch x)'", 'a-b-touch-x'],
  ['-rf', 'rf'],
  ['..', 'lab'],
  ['Ünïcode', 'n-code'],
  ['x'.repeat(200), 'x'.repeat(40)],
])('the lab of the scenario %j begins with %s', (scenario, name) => {
  expect(newLabId(scenario)).toMatch(new RegExp(`^${name}-[0-9a-f]{4}$`));
});
