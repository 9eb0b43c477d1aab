/** What a host needs for labs of namespaces, whatever is in them. */
import { missingTools } from '../host-tools.ts';
import { namespaceProblems } from '../lab-network/namespace-problems.ts';
import type { HostProblem } from '../provider.ts';

export function hostProblems(): readonly HostProblem[] {
  return [...missingTools('netns'), ...namespaceProblems()];
}
