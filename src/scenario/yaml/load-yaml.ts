import type { z } from 'zod';
import type { Problem } from '../problem.ts';
import type { StandIns } from '../validate/take-out.ts';
import { type Validated, validate } from '../validate/validate.ts';
import type { Locator } from './locator.ts';
import { parseYaml } from './parse-yaml.ts';
import { readSource } from './read-source.ts';
import type { Tree } from './tree.ts';

export interface LoadedYaml<T> extends Validated<T> {
  readonly tree: Tree;
  readonly locator: Locator;
}

export type LoadResult<T> =
  | { readonly ok: true; readonly loaded: LoadedYaml<T> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a YAML file and checks it against a schema. `ok` says that there is a document to look
 * at; it may have problems all the same. `standIns` help to look further where keys at the root are
 * missing. Does not throw.
 */
export function loadYaml<S extends z.ZodType>(
  file: string,
  schema: S,
  standIns: StandIns = {},
): LoadResult<z.output<S>> {
  const source = readSource(file);
  if (!source.ok) return { ok: false, problems: [source.problem] };
  const parsed = parseYaml(file, source.text);
  if (!parsed.ok) return parsed;
  const { tree, locator } = parsed.yaml;
  return { ok: true, loaded: { ...validate(parsed.yaml, schema, standIns), tree, locator } };
}
