/** All that a lab has in libvirt beside its machines: made before they are, removed after them. */
import { HarnessError } from '../../lib/errors.ts';
import { addBootVolumes } from './boot-volumes.ts';
import { bootVolumes, type Box } from './box.ts';
import { removeDomain } from './domains.ts';
import { mgmtNetworkName, namePrefix, poolName } from './names.ts';
import { mgmtXml } from './network-xml.ts';
import { addNetwork, removeNetwork } from './networks.ts';
import { addPool, removePool } from './pool.ts';
import { namesOf } from './virsh.ts';

/** Makes the mgmt network, and the pool with what the boxes boot. @throws HarnessError */
export async function addResources(
  lab: string,
  boxes: readonly Box[],
  signal: AbortSignal,
): Promise<void> {
  const reach = boxes.some(({ hostKey }) => hostKey === null) ? 'internet' : 'host';
  await addNetwork(mgmtNetworkName(lab), mgmtXml(lab, reach), signal);
  await addPool(lab, signal);
  await addBootVolumes(poolName(lab), boxes.flatMap(bootVolumes), signal);
}

/**
 * Removes all of the lab that is left in libvirt, whatever vagrant thinks of it, and looks again.
 * @throws HarnessError with what is there still
 */
export async function removeResources(lab: string): Promise<void> {
  for (const domain of await ownNames('domain', lab)) await removeDomain(domain);
  for (const network of await ownNames('network', lab)) await removeNetwork(network);
  await removePool(lab);
  const pools = [...(await namesOf('pool'))].filter((name) => name === poolName(lab));
  const left = [...(await ownNames('domain', lab)), ...(await ownNames('network', lab)), ...pools];
  if (left.length > 0) throw new HarnessError(`libvirt still has ${left.join(', ')}`);
}

async function ownNames(kind: 'domain' | 'network', lab: string): Promise<readonly string[]> {
  return [...(await namesOf(kind))].filter((name) => name.startsWith(namePrefix(lab)));
}
