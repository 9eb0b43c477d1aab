/** Scenarios that this host cannot do with a provider. */
import { toolsOf } from '../checks/tools.ts';
import { HarnessError } from '../lib/errors.ts';
import type { HostProblem, Provider } from '../providers/provider.ts';
import type { Topology } from '../topology/topology.ts';

/** All that this host lacks for the scenario; empty where nodes bring everything with them. */
export async function hostLacks(
  topology: Topology,
  provider: Provider,
  signal: AbortSignal,
): Promise<readonly HostProblem[]> {
  const checks = topology.steps.flatMap((step) => step.checks);
  const tools = [...new Set(checks.flatMap(toolsOf))];
  return (await provider.lacks?.(topology, tools, signal)) ?? [];
}

/** Nothing was made yet. */
export function unsupportedError(name: string, lacks: readonly HostProblem[]): HarnessError {
  const lines = lacks.map(({ problem, remedy }) => `  ${problem}: ${remedy}`);
  return new HarnessError(`${name} cannot be done on this host:\n${lines.join('\n')}`, {
    remedy: 'to leave such scenarios out: --skip-unsupported',
  });
}
