import { z } from 'zod';
import { scenarioSchema } from './schema/scenario.ts';

/** The scenario format as JSON Schema, for editors: the text of `schemas/scenario.schema.json`. */
export function scenarioJsonSchema(): string {
  return jsonSchemaText(scenarioSchema);
}

/** A schema as the text of a JSON Schema file. */
export function jsonSchemaText(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
}
