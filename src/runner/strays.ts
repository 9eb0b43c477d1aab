/** What nodes hold that nobody compiled: authors' commands may do whatever they like. */
import { diffState, type NamespaceDiff } from '../compile/diff.ts';
import { expectedState } from '../compile/node.ts';
import { parseState } from '../compile/parse-state.ts';
import { readbackScript } from '../compile/readback.ts';
import { HarnessError } from '../lib/errors.ts';
import type { Node } from '../topology/model.ts';
import type { Transport } from '../transport/transport.ts';

/** How a node differs from what was compiled for it. @throws HarnessError */
export async function findStrays(
  node: Node,
  transport: Transport,
  signal: AbortSignal,
): Promise<readonly NamespaceDiff[]> {
  const { stdout, stderr, exitCode } = await transport.exec(['sh', '-s'], {
    stdin: readbackScript(node),
    signal,
  });
  if (exitCode !== 0) {
    throw new HarnessError(`the state of ${node.name} cannot be read: ${stderr.trim()}`);
  }
  return diffState(expectedState(node), parseState(stdout, node));
}

/** The differences without those that were there before. */
export function withoutStrays(
  diff: readonly NamespaceDiff[],
  strays: readonly NamespaceDiff[],
): readonly NamespaceDiff[] {
  return diff.flatMap(({ container, missing, unexpected }) => {
    const known = strays.find((stray) => stray.container === container);
    const left = {
      container,
      missing: missing.filter((line) => known?.missing.includes(line) !== true),
      unexpected: unexpected.filter((line) => known?.unexpected.includes(line) !== true),
    };
    return left.missing.length + left.unexpected.length === 0 ? [] : [left];
  });
}

/** What nobody compiled, and is not there any more. */
export function lostStrays(
  diff: readonly NamespaceDiff[],
  strays: readonly NamespaceDiff[],
): readonly NamespaceDiff[] {
  return strays.flatMap(({ container, unexpected }) => {
    const now = diff.find((each) => each.container === container)?.unexpected ?? [];
    const missing = unexpected.filter((line) => !now.includes(line));
    return missing.length === 0 ? [] : [{ container, missing, unexpected: [] }];
  });
}
