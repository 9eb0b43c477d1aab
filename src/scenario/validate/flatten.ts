import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

function isWrongType(issue: Issue): boolean {
  const isAboutAll = issue.path.length === 0;
  return isAboutAll && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

/** What an alternative of a union asks for, from the complaint of a value that is no such thing. */
function asked(issues: readonly Issue[]): string {
  const issue = issues[0];
  if (issue?.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue?.code !== 'invalid_type') return '';
  if (issue.message.startsWith('expected ')) return issue.message.slice('expected '.length);
  return typeName(issue.expected);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'null',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  tuple: 'a list',
};

/** A type of zod's in words of YAML. */
export function typeName(expected: string): string {
  return TYPE_NAMES[expected] ?? expected;
}

function flattenUnion(issue: z.core.$ZodIssueInvalidUnion): readonly Issue[] {
  const meant = issue.errors
    .filter((issues) => !issues.some(isWrongType))
    .sort((a, b) => a.length - b.length)[0];
  if (meant === undefined) {
    const choices = issue.errors.map(asked);
    const message = `expected ${choices.slice(0, -1).join(', ')}, or ${choices.at(-1) ?? ''}`;
    return [{ code: 'custom', path: issue.path, message }];
  }
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/**
 * Replaces "no alternative matches" by the complaints of the alternative that the value was meant
 * to be, going by its type.
 */
export function flattenIssues(issues: readonly Issue[]): readonly Issue[] {
  return issues.flatMap((issue) =>
    issue.code === 'invalid_union' ? flattenIssues(flattenUnion(issue)) : [issue],
  );
}
