import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkSchema } from '../../../src/scenario/schema/check.ts';
import { nodeSchema } from '../../../src/scenario/schema/node.ts';
import { scenarioSchema } from '../../../src/scenario/schema/scenario.ts';
import { readPage } from './markdown.ts';

const page = 'docs/scenario-format.md';
const text = readPage(page);

/** The YAML examples of a page: whole scenarios, parts of a node, lists of checks. */
function examplesOf(markdown: string): readonly unknown[] {
  return [...markdown.matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
    .map((match): unknown => parse(match[1] ?? ''))
    .filter((example) => example !== null);
}

function schemaOf(example: unknown): z.ZodType {
  if (Array.isArray(example)) return z.array(checkSchema);
  const isScenario = typeof example === 'object' && example !== null && 'nodes' in example;
  return isScenario ? scenarioSchema : nodeSchema;
}

/** Names of all properties in a JSON Schema, at any depth. */
function keysIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema as Record<string, unknown>).flatMap(([name, value]) => [
    ...(name === 'properties' ? Object.keys(value as object) : []),
    ...keysIn(value),
  ]);
}

describe(page, () => {
  it('names every key of the format', () => {
    const keys = new Set(keysIn(z.toJSONSchema(scenarioSchema, { io: 'input' })));
    expect(keys.size).toBeGreaterThan(40);
    expect([...keys].filter((key) => !new RegExp(`(\`|\n|### )${key}[\`:\n]`).test(text))).toEqual(
      [],
    );
  });
});

describe('docs/checks.md', () => {
  it('has a section for every kind of check', () => {
    const kinds = Object.keys(checkSchema.in.shape);
    const checks = readPage('docs/checks.md');
    expect(kinds.filter((kind) => !checks.includes(`\n## ${kind}\n`))).toEqual([]);
  });
});

describe.each([page, 'docs/checks.md', 'README.md'])('the examples of %s', (path) => {
  const examples = examplesOf(readPage(path));

  it('are there', () => {
    expect(examples).not.toEqual([]);
  });

  it.each(examples.map((example) => ({ example, name: JSON.stringify(example).slice(0, 60) })))(
    'are valid: $name',
    ({ example }) => {
      expect(schemaOf(example).safeParse(example).error).toBeUndefined();
    },
  );
});
