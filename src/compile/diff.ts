import type { Fact, KernelState } from './fact.ts';
import { factLine } from './fact-line.ts';

/** How one namespace differs from what was compiled for it. */
export interface NamespaceDiff {
  readonly container: string | null;
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

/** Differences by namespace; namespaces without any are left out. */
export function diffState(expected: KernelState, observed: KernelState): readonly NamespaceDiff[] {
  return expected.flatMap(({ container, facts }) => {
    const seen = observed.find((state) => state.container === container)?.facts ?? [];
    const missing = without(facts, seen);
    const unexpected = without(seen, facts);
    return missing.length + unexpected.length === 0 ? [] : [{ container, missing, unexpected }];
  });
}

/** Lines of `facts` that `others` lack, counting repetitions; sorted. */
function without(facts: readonly Fact[], others: readonly Fact[]): readonly string[] {
  const left = others.map(factLine);
  const lines = facts.map(factLine).filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return lines.toSorted();
}

/**
 * A node's differences in the manner of diff -u, `-` for what is missing and `+` for what should
 * not be there:
 *
 *     @@ node1/con1 @@
 *     -route default via 172.16.0.1 dev veth11
 */
export function renderDiff(node: string, diff: readonly NamespaceDiff[]): string {
  return diff
    .flatMap(({ container, missing, unexpected }) => [
      `@@ ${container === null ? node : `${node}/${container}`} @@`,
      ...missing.map((line) => `-${line}`),
      ...unexpected.map((line) => `+${line}`),
    ])
    .join('\n');
}
