import { namespaceFailure } from '../../lib/user-namespace.ts';
import type { HostProblem } from '../provider.ts';

/** Why the network of a lab cannot be made on this host; empty when it can. */
export function namespaceProblems(): readonly HostProblem[] {
  const failure = namespaceFailure();
  if (failure === null) return [];
  const remedy =
    process.getuid?.() === 0
      ? 'run on a kernel with network namespaces, outside of containers that forbid them'
      : 'run as root, or: give this user a line in /etc/subuid and /etc/subgid (usermod ' +
        '--add-subuids), have util-linux 2.38 or later, and allow user namespaces (sysctl ' +
        'kernel.unprivileged_userns_clone=1; on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0)';
  return [{ problem: `no private network can be made: ${failure}`, remedy }];
}
