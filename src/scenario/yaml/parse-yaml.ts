import { type Document, isScalar } from 'yaml';
import type { Problem } from '../problem.ts';
import { resolveAliases } from './aliases.ts';
import { composeDocument } from './compose.ts';
import { controlCharacters } from './control-characters.ts';
import { dataOf } from './data.ts';
import { createLocator, type Locator, type Range } from './locator.ts';
import { findBadMerge } from './merge-keys.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { syntaxProblems } from './syntax-problems.ts';
import { rangeOf, type Tree } from './tree.ts';

const START: Range = { start: 0, end: 1 };

export interface ParsedYaml {
  readonly tree: Tree;
  readonly locator: Locator;
  /** What the document says, as plain data. */
  readonly toData: () => unknown;
  /** What is wrong with a document that can be read all the same: of repeated keys, the last counts. */
  readonly problems: readonly Problem[];
}

export type YamlResult =
  | { readonly ok: true; readonly yaml: ParsedYaml }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function refuse(
  locator: Locator,
  range: Range | null,
  what: Parameters<Locator['problem']>[1],
): YamlResult {
  return { ok: false, problems: [locator.problem(range ?? START, what)] };
}

function emptiness(text: string): string {
  if (text.trim() === '') return 'the file is empty';
  const isComment = (line: string): boolean => /^\s*(#|$)/.test(line);
  if (text.split('\n').every(isComment)) return 'the file holds nothing but comments';
  return 'the document holds nothing';
}

function understand(document: Document, text: string, locator: Locator): YamlResult {
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) {
    return refuse(locator, START, { code: 'empty-file', message: emptiness(text) });
  }
  const { targets, problem } = resolveAliases(document);
  if (problem !== null) {
    const { node, message, hint } = problem;
    return refuse(locator, rangeOf(node), { code: 'yaml-alias', message, hint });
  }
  const badMerge = findBadMerge(document, targets);
  if (badMerge !== null) {
    const message = 'expected a mapping, or a list of mappings, to merge with `<<`';
    return refuse(locator, rangeOf(badMerge), { code: 'yaml-merge', message });
  }
  const tree = { root, aliases: targets };
  return {
    ok: true,
    yaml: {
      tree,
      locator,
      // The library would look for anchors that have been taken out of the document meanwhile.
      toData: () => dataOf(tree, root),
      problems: [...repeatedKeys(document, locator), ...controlCharacters(document, locator)],
    },
  };
}

/** Reads one YAML document and keeps where everything in it stands. Does not throw. */
export function parseYaml(file: string, text: string): YamlResult {
  const locator = createLocator(file, text);
  const composed = composeDocument(text);
  if (!composed.ok) {
    const { offset, message } = composed;
    const range = { start: offset, end: offset + 1 };
    return refuse(locator, range, { code: 'yaml-too-complex', message });
  }
  const { document, second } = composed;
  if (document.errors.length > 0) {
    return { ok: false, problems: syntaxProblems(locator, document.errors) };
  }
  if (second !== null) {
    return refuse(
      locator,
      { start: second, end: second + 3 },
      {
        code: 'yaml-syntax',
        message: 'expected one YAML document, found several',
        hint: 'keep one document a file, without --- in between',
      },
    );
  }
  return understand(document, text, locator);
}
