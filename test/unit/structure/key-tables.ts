/** The tables of keys in the reference, made from what the schemas say of each field. */
import { z } from 'zod';
import { checkBase } from '../../../src/scenario/schema/check-base.ts';
import { checkKinds } from '../../../src/scenario/schema/check.ts';

/** A comment of its own line, before the table: `<!-- keys: neighbours.present -->`. */
const MARKED = /^<!-- keys: (?<path>\S+) -->\n+(?:\|[^\n]*\n)*\n*/gm;

/** The page with each marked table as the schemas have it. */
export function withKeyTables(page: string): string {
  const filled = page.replace(
    MARKED,
    (_, path: string) => `<!-- keys: ${path} -->\n\n${tableOf(path)}\n`,
  );
  return `${filled.trimEnd()}\n`;
}

/** Paths of the page's marked tables. */
export function markedTables(page: string): readonly string[] {
  return [...page.matchAll(MARKED)].map((match) => match.groups?.['path'] ?? '');
}

/**
 * Paths of all mappings below the kinds of checks: `neighbours`, `neighbours.present`. Where several
 * places take the same mapping, the first.
 */
export function mappingsOfChecks(): readonly string[] {
  const seen = new Set<z.ZodObject>();
  return Object.entries(checkKinds).flatMap(([kind, schema]) => mappingsBelow(kind, schema, seen));
}

function mappingsBelow(path: string, schema: unknown, seen: Set<z.ZodObject>): readonly string[] {
  return objectsIn(schema).flatMap((object) => {
    if (seen.has(object)) return [];
    seen.add(object);
    const fields = Object.entries(object.shape);
    return [
      path,
      ...fields.flatMap(([key, field]) => mappingsBelow(`${path}.${key}`, field, seen)),
    ];
  });
}

function tableOf(path: string): string {
  const [kind = '', ...keys] = path.split('.');
  let schema: unknown = (checkKinds as Record<string, unknown>)[kind];
  for (const key of keys) {
    schema = objectsIn(schema).flatMap(({ shape }): readonly unknown[] => [shape[key]])[0];
  }
  const [object] = objectsIn(schema);
  if (object === undefined) throw new Error(`no mapping has the path ${path}`);
  const fields = Object.entries<z.core.$ZodType>(object.shape).filter(
    ([key]) => keys.length > 0 || !(key in checkBase),
  );
  return rendered([
    ['key', 'meaning', 'default'],
    ...fields.map(([key, field]) => row(key, field)),
  ]);
}

/** The mappings that a value of the schema can be, or hold as items. */
function objectsIn(schema: unknown): readonly z.ZodObject[] {
  if (schema instanceof z.ZodObject) return [schema];
  if (schema instanceof z.ZodOptional) return objectsIn(schema.unwrap());
  if (schema instanceof z.ZodArray) return objectsIn(schema.element);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(objectsIn);
  return [];
}

function row(key: string, field: z.core.$ZodType): readonly string[] {
  const text = descriptionOf(field);
  if (text === undefined) throw new Error(`the field ${key} has no description`);
  const [, meaning = '', byDefault] = /^(.*?)(?: Default: (.*))?$/s.exec(text.trim()) ?? [];
  const optional = field instanceof z.ZodOptional;
  return [
    `\`${key}\``,
    sentence(meaning),
    optional ? value(byDefault?.replace(/\.$/, '') ?? 'none') : 'required',
  ];
}

function descriptionOf(field: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(field)?.description;
  if (own !== undefined || !(field instanceof z.ZodOptional)) return own;
  return descriptionOf(field.unwrap());
}

/** `One source.` becomes `one source`; a word in capitals stays. */
function sentence(text: string): string {
  const bare = text.trim().replace(/\.$/, '');
  return /^[A-Z][a-z]|^A /.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}

/** What can be written into a file as it stands is code. */
function value(text: string): string {
  const isCode = /^(?:[\d.]+[a-z]*|true|false|tcp|udp)$/.test(text);
  return isCode ? `\`${text}\`` : text;
}

/** As prettier aligns it. */
function rendered(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => (cells[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const [head = [], ...body] = rows;
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...body].map(line).join('');
}
