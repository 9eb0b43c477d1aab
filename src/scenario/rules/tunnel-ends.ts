import { tunnelEnds as endsOf } from '../devices/tunnel-ends.ts';
import { suggest } from '../nearest.ts';
import type { Lab, LabDevice, LabNamespace } from './lab.ts';
import { isMentionedInRun, ownedAddresses } from './owners.ts';
import type { Finding, Rule } from './rule.ts';

function judge(lab: Lab, namespace: LabNamespace, device: LabDevice): readonly Finding[] {
  const ends = endsOf(device);
  if (ends === null) return [];
  const { local, remotes } = ends;
  const all = ownedAddresses(lab);
  const inNamespace = (owned: { readonly namespace: LabNamespace }): boolean =>
    owned.namespace === namespace;
  const own = all.filter(inNamespace).map(({ address }) => address.prefix.address);
  const others = all
    .filter((owned) => !inNamespace(owned))
    .map(({ address }) => address.prefix.address);
  const findings: Finding[] = [];
  if (
    local !== null &&
    !own.includes(local.address.address) &&
    !isMentionedInRun(lab, local.address.address)
  ) {
    const { address } = local.address;
    findings.push({
      path: local.path,
      message: `${address} is no address of ${namespace.label}`,
      hint: suggest(address, own, `addresses of ${namespace.label}`),
    });
  }
  for (const { address: remote, path } of remotes) {
    const { address, family } = remote;
    if (local !== null && family !== local.address.family) {
      findings.push({
        path,
        message: `expected an IPv${local.address.family} address, as the local one is, found ${address}`,
        hint: 'the outer packets have addresses of one family',
      });
    } else if (own.includes(address)) {
      findings.push({
        path,
        message: `${address} is ${namespace.label}'s own address`,
        hint: 'write the address of the other end',
      });
    } else if (!others.includes(address) && !isMentionedInRun(lab, address)) {
      findings.push({
        path,
        message: `nobody in the scenario has the address ${address}`,
        hint: suggest(address, others, 'addresses'),
      });
    }
  }
  return findings;
}

/** Tunnels go from an address of their node to addresses of others. */
export const tunnelEnds: Rule = {
  code: 'tunnel-end',
  concludesFromAbsent: 'addresses',
  check: ({ lab }) =>
    lab.namespaces.flatMap((namespace) =>
      namespace.devices.flatMap((device) => judge(lab, namespace, device)),
    ),
};
