/**
 * The vocabulary of a change and of a removal, derived from that of a whole thing: what joins
 * `nodeSchema` is in both without more ado.
 */
import { z } from 'zod';

/** The same, but no key of a mapping is required; items of lists stay whole. */
export function changeOf(schema: z.ZodType): z.ZodType {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) {
    return described(
      mappingOf(inner, (field) => changeOf(field).optional()),
      inner,
    );
  }
  if (inner instanceof z.ZodRecord) {
    return described(z.record(z.string(), changeOf(inner.valueType as z.ZodType)), inner);
  }
  return inner;
}

/**
 * What goes, in the shape of the thing that it is taken from: in a mapping the names of what goes,
 * or a mapping that leads on; in a list its items, as much of each as tells it from the others.
 * Null for what cannot be taken away.
 */
export function removalOf(schema: z.ZodType): z.ZodType | null {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) return removalFromObject(inner);
  if (inner instanceof z.ZodRecord) {
    const below = removalOf(inner.valueType as z.ZodType);
    return below === null ? null : z.union([names, z.record(z.string(), below)]);
  }
  if (inner instanceof z.ZodArray) return z.array(partOf(inner.element as z.ZodType)).min(1);
  if (isOneOrMany(inner)) return inner;
  return null;
}

/** One item, or a list of such. */
export function isOneOrMany(schema: z.ZodType): boolean {
  return schema instanceof z.ZodUnion && schema.options.some((one) => one instanceof z.ZodArray);
}

/** The schema of the input, without what says that it may be left out. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return unwrapped(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in as z.ZodType);
  return schema;
}

const names = z.array(z.string()).min(1).describe('Names of what goes.');

function fieldsOf(schema: z.ZodObject): readonly [string, z.ZodType][] {
  return Object.entries(schema.shape);
}

function removalFromObject(schema: z.ZodObject): z.ZodType | null {
  const fields = fieldsOf(schema);
  const free = fields.flatMap(([key, field]) => (field instanceof z.ZodOptional ? [key] : []));
  const below = fields.flatMap(([key, field]): [string, z.ZodType][] => {
    const removal = removalOf(field);
    return removal === null ? [] : [[key, removal.optional()]];
  });
  if (free.length === 0 && below.length === 0) return null;
  const leading = z.strictObject(Object.fromEntries(below));
  return free.length === 0 ? leading : z.union([z.array(z.enum(free)).min(1), leading]);
}

/** As much of an item as tells it from others. */
function partOf(item: z.ZodType): z.ZodType {
  const inner = unwrapped(item);
  if (!(inner instanceof z.ZodObject)) return inner;
  return mappingOf(inner, (field) => field.optional());
}

function mappingOf(schema: z.ZodObject, change: (field: z.ZodType) => z.ZodType): z.ZodType {
  const entries = fieldsOf(schema).map(([key, field]): [string, z.ZodType] => [key, change(field)]);
  return z.strictObject(Object.fromEntries(entries));
}

function described(schema: z.ZodType, like: z.ZodType): z.ZodType {
  const { description } = like;
  return description === undefined ? schema : schema.describe(description);
}
