import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonSchemaFiles } from '../../../src/inventory/json-schemas.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';

test.each([...jsonSchemaFiles()])('schemas/%s is up to date', (name, text) => {
  const file = join(projectRoot, 'schemas', name);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
