/** What a host needs for QEMU labs. */
import { constants } from 'node:fs';
import { isOpen, missingTools } from '../host-tools.ts';
import { namespaceProblems } from '../lab-network/namespace-problems.ts';
import type { HostProblem } from '../provider.ts';

export function hostProblems(): readonly HostProblem[] {
  return [
    ...processorProblems(),
    ...missingTools('qemu'),
    ...tunProblems(),
    ...namespaceProblems(),
  ];
}

function processorProblems(): readonly HostProblem[] {
  if (process.arch === 'x64') return [];
  const problem = `this host's processor is ${process.arch}, and the node image is for amd64`;
  return [{ problem, remedy: 'use an amd64 host' }];
}

function tunProblems(): readonly HostProblem[] {
  if (isOpen('/dev/net/tun', constants.R_OK | constants.W_OK)) return [];
  const problem = 'this user may not open /dev/net/tun, which plugs nodes into segments';
  return [
    { problem, remedy: 'run as root, or: sudo modprobe tun && sudo chmod 0666 /dev/net/tun' },
  ];
}
