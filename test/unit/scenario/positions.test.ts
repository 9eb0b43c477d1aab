import { expect, test } from 'vitest';
import { parseYaml } from '../../../src/scenario/yaml/parse-yaml.ts';
import { createPositions, type Positions } from '../../../src/scenario/yaml/positions.ts';

function positionsIn(text: string): Positions {
  const result = parseYaml('file.yaml', text);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return createPositions(result.yaml.tree, result.yaml.locator);
}

const text = [
  'nodes:',
  '  node1: &base',
  '    kind: small',
  '  node2:',
  '    <<: *base',
  '    run: [a, b]',
  '  node3: *base',
].join('\r\n');

test.each([
  { path: [], line: 1, column: 1 },
  { path: ['nodes', 'node1'], line: 2, column: 3 },
  { path: ['nodes', 'node1', 'kind'], line: 3, column: 5 },
  { path: ['nodes', 'node2', 'run', 1], line: 6, column: 14 },
  { path: ['nodes', 'node2', 'kind'], line: 3, column: 5 },
  { path: ['nodes', 'node3', 'kind'], line: 3, column: 5 },
  { path: ['nodes', 'node1', 'absent', 'deeper'], line: 2, column: 3 },
])('$path stands at $line:$column', ({ path, line, column }) => {
  expect(positionsIn(text).at(path)).toEqual({ line, column });
});
