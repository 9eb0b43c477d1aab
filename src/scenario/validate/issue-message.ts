import type { z } from 'zod';
import { suggest } from '../nearest.ts';
import { typeName } from './flatten.ts';

export interface Complaint {
  readonly message: string;
  readonly hint: string | null;
}

const LONGEST_VALUE = 40;

/** A value in words: what a message says was found. */
function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') {
    return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  }
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function bound(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const limit =
    issue.code === 'too_big'
      ? `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`
      : `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
  switch (issue.origin) {
    case 'string':
      return `${limit} characters`;
    case 'array':
      return `${limit} items`;
    default:
      return limit;
  }
}

function expectation(issue: z.core.$ZodIssue): string {
  if (saysItself(issue)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeName(issue.expected)}`;
    case 'invalid_value':
      return `expected one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
    case 'too_small':
      return `expected ${bound(issue)}`;
    default:
      return issue.message;
  }
}

function hint(issue: z.core.$ZodIssue, value: unknown): string | null {
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const values = issue.values.map(String);
    const suggestion = suggest(value, values, '');
    return suggestion?.startsWith('did') === true ? suggestion : null;
  }
  if (issue.code !== 'invalid_type' || value === undefined) return null;
  switch (typeName(issue.expected)) {
    case 'a mapping':
      return mappingHint(value);
    case 'a list':
      return listHint(issue, value);
    case 'a number':
    case 'a whole number':
      return numberHint(value);
    case 'text':
      return textHint(issue, value);
    default:
      return null;
  }
}

function mappingHint(value: unknown): string {
  if (value === null) return 'indent what belongs to it, or write {} for an empty mapping';
  if (Array.isArray(value)) return 'write `key: value` without a dash';
  return 'write its keys, as in { key: value }';
}

/** A list of a form of its own says itself what it holds. */
function listHint(issue: z.core.$ZodIssue, value: unknown): string | null {
  if (value === null || saysItself(issue)) return null;
  return 'begin each item with a dash, or put [ and ] around them';
}

/** `5ms` where the key says the unit. */
function numberHint(value: unknown): string | null {
  const number = typeof value === 'string' ? /^(\d+(?:\.\d+)?) ?[a-z%]+$/i.exec(value)?.[1] : null;
  return number == null ? null : `write the number alone: ${number}`;
}

/** Quotes make text of any number, but no duration or address. */
function textHint(issue: z.core.$ZodIssue, value: unknown): string | null {
  const isBare = typeof value === 'number' || typeof value === 'boolean';
  return isBare && !saysItself(issue) ? 'put it into quotes to make it text' : null;
}

function saysItself(issue: z.core.$ZodIssue): boolean {
  return issue.message.startsWith('expected ');
}

/** What an issue says about the value that the file has there. */
export function complain(issue: z.core.$ZodIssue, value: unknown): Complaint {
  const expected = expectation(issue);
  const message = expected.includes(', found ')
    ? expected
    : `${expected}, found ${describe(value)}`;
  return { message, hint: hint(issue, value) };
}
