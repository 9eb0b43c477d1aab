import type { Path } from '../../yaml/tree.ts';
import type { Finding } from '../rule.ts';

/** One of two keys: what must be there among others, or all that may be there. */
export function containsOrExactly(
  { contains, exactly }: { readonly contains?: unknown; readonly exactly?: unknown },
  path: Path,
): readonly Finding[] {
  if ((contains === undefined) !== (exactly === undefined)) return [];
  const found = contains === undefined ? 'found neither' : 'found both';
  return [{ path, part: 'key', message: `expected one of \`contains\` and \`exactly\`, ${found}` }];
}
