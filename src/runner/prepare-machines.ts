import type { Provider, ProviderRequest, StepContext } from '../providers/provider.ts';
import type { Topology } from '../topology/topology.ts';
import { cleanUpAfterOthers } from './clean.ts';
import { oneOfEachMachine } from './catalogue-plan.ts';
import { refuseUnfitHost } from './refuse-unfit-host.ts';

/**
 * Makes ready once what the machines of all topologies are made from, so that their runs need not
 * wait for each other's.
 * @throws HarnessError
 */
export async function prepareMachines(
  topologies: readonly Topology[],
  { provider, request }: { readonly provider: Provider; readonly request: ProviderRequest },
  context: StepContext,
): Promise<void> {
  await refuseUnfitHost(provider);
  await cleanUpAfterOthers(provider, context);
  for (const topology of oneOfEachMachine(topologies)) {
    context.signal.throwIfAborted();
    await provider.prepare(topology, request, context);
  }
}
