import { z } from 'zod';
import type { Path } from '../yaml/tree.ts';

function below(schema: unknown, key: PropertyKey): readonly unknown[] {
  if (schema instanceof z.ZodOptional) return below(schema.unwrap(), key);
  if (schema instanceof z.ZodPipe) return below(schema.in, key);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => below(option, key));
  if (schema instanceof z.ZodObject) return [(schema.shape as Record<PropertyKey, unknown>)[key]];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (schema instanceof z.ZodArray) return [schema.element];
  return [];
}

function keysOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodOptional) return keysOf(schema.unwrap());
  if (schema instanceof z.ZodPipe) return keysOf(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(keysOf);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The schemas of what stands under a key of a mapping; several where the mapping may be several things. */
export function schemasBelow(schemas: readonly unknown[], key: PropertyKey): readonly unknown[] {
  return schemas.flatMap((schema) => below(schema, key)).filter((found) => found !== undefined);
}

/** Whether the value at `path` is a mapping whose keys are names that the file chooses. */
export function takesNames(schema: z.ZodType, path: Path): boolean {
  const found = path.reduce<readonly unknown[]>(schemasBelow, [schema]);
  return found.some((candidate) => {
    const inner = candidate instanceof z.ZodOptional ? candidate.unwrap() : candidate;
    return inner instanceof z.ZodRecord;
  });
}

/** The keys that the schema allows in the mapping at `path`. */
export function allowedKeys(schema: z.ZodType, path: Path): readonly string[] {
  const found = path.reduce<readonly unknown[]>(
    (schemas, key) => schemas.flatMap((candidate) => below(candidate, key)),
    [schema],
  );
  return found.flatMap(keysOf);
}
