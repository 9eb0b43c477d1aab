import type { CheckKindName, RawSpec } from '../../schema/check.ts';
import type { Path } from '../../yaml/tree.ts';
import type { Finding } from '../rule.ts';

/** What is wrong with the fields of one check; `path` is that of the check's kind. */
export type CheckForm<K extends CheckKindName> = (
  spec: RawSpec<K>,
  path: Path,
) => readonly Finding[];
