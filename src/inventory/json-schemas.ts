import { jsonSchemaText, scenarioJsonSchema } from '../scenario/json-schema.ts';
import { boxesSchema } from './box-schema.ts';
import { imagesSchema } from './image-schema.ts';
import { kindsSchema, siteSchema } from './schema.ts';

/** The files of `schemas/` by name, with their text. */
export function jsonSchemaFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['scenario.schema.json', scenarioJsonSchema()],
    ['kinds.schema.json', jsonSchemaText(kindsSchema)],
    ['images.schema.json', jsonSchemaText(imagesSchema)],
    ['boxes.schema.json', jsonSchemaText(boxesSchema)],
    ['site.schema.json', jsonSchemaText(siteSchema)],
  ]);
}
