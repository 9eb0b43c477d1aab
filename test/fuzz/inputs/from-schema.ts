/** Documents that a JSON Schema allows, or nearly: what editors offer, in any combination. */
import fc from 'fast-check';
import { stringify } from 'yaml';
import { z } from 'zod';
import { hostileValues } from './hostile.ts';

const schema = z.object({
  /** Several types: anything goes. */
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  title: z.string().optional(),
  examples: z.array(z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  get anyOf() {
    return z.array(schema).optional();
  },
  get items() {
    return z.union([z.boolean(), schema]).optional();
  },
  get prefixItems() {
    return z.array(schema).optional();
  },
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), schema]).optional();
  },
});

type Schema = z.infer<typeof schema>;

/** Names that scenarios use, so that one thing finds the other. */
const names = ['node1', 'node2', 'con1', 'con2', 'lan', 'br0', 'ens5', 'eth0', 'vxlan0', 'veth1'];
const endpoints = ['node1', 'node2', 'node1/con1', 'node2/con1', 'node1/con2'];
const texts = ['10.0.0.10/24', '10.0.0.20/24', '172.16.0.0/24', '10.0.0.20', 'default', 'auto']
  .concat(['fd00::1/64', '20ms', '100mbit', 'tcp', '2s'])
  .concat(names, endpoints);
/** For each optional key that is written, so many are left out. */
const LEFT_OUT = 7;

/** Texts of documents that follow the schema, with something hostile in them now and then. */
export function fromSchema(text: string): fc.Arbitrary<string> {
  return valueOf(schema.parse(JSON.parse(text)), 0).map((value) => stringify(value));
}

function valueOf(of: Schema, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: soundValueOf(of, depth), weight: 60 },
    { arbitrary: fc.constantFrom(...hostileValues), weight: depth < 2 ? 0 : 1 },
  );
}

function soundValueOf(of: Schema, depth: number): fc.Arbitrary<unknown> {
  if (of.const !== undefined) return fc.constant(of.const);
  if (of.enum !== undefined) return fc.constantFrom(...of.enum);
  if (of.anyOf !== undefined) return fc.oneof(...of.anyOf.map((each) => valueOf(each, depth)));
  switch (of.type) {
    case 'object':
      return objectOf(of, depth);
    case 'array':
      return of.prefixItems === undefined
        ? fc.array(valueOf(schemaIn(of.items), depth + 1), { maxLength: 3 })
        : fc.tuple(...of.prefixItems.map((each) => valueOf(each, depth + 1)));
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(of.minimum ?? -5, -(2 ** 31)),
        max: Math.min(of.maximum ?? 70_000, 2 ** 31),
      });
    case 'boolean':
      return fc.boolean();
    default:
      return fc.constantFrom(...(of.examples ?? []), ...texts);
  }
}

const anything: Schema = { required: [] };

function schemaIn(below: Schema | boolean | undefined): Schema {
  return typeof below === 'object' ? below : anything;
}

function objectOf(of: Schema, depth: number): fc.Arbitrary<unknown> {
  const { properties, additionalProperties: rest, required } = of;
  if (properties !== undefined) {
    const entries = Object.entries(properties).map(([key, below]) => {
      const always = required.includes(key) || (depth === 0 && key === 'checks');
      const value = valueOf(below, depth + 1).map((each): Entries => [[key, each]]);
      if (always) return value;
      return fc.oneof({ arbitrary: none, weight: LEFT_OUT }, { arbitrary: value, weight: 1 });
    });
    return fc.tuple(...entries).map((all) => Object.fromEntries(all.flat()) as unknown);
  }
  if (typeof rest !== 'object') return fc.constant({});
  const key = fc.constantFrom(...names);
  return fc.dictionary(key, valueOf(rest, depth + 1), { minKeys: 1, maxKeys: 3 });
}

type Entries = readonly (readonly [string, unknown])[];
const none: fc.Arbitrary<Entries> = fc.constant([]);
