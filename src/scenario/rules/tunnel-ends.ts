import { type ParsedAddress, parseAddress, parseAddressAndPort } from '../parse/address.ts';
import { suggest } from '../nearest.ts';
import type { Lab, LabDevice, LabNamespace } from './lab.ts';
import { isMentionedInRun, ownedAddresses } from './owners.ts';
import type { Finding, Rule } from './rule.ts';

type End = string | { readonly address: string; readonly port: number };

function parseEnd(end: End): ParsedAddress | null {
  if (typeof end !== 'string') return parseAddress(end.address);
  return parseAddress(end) ?? parseAddressAndPort(end);
}

function judge(lab: Lab, namespace: LabNamespace, device: LabDevice): readonly Finding[] {
  const { type, path } = device;
  if (type.kind !== 'vxlan' && type.kind !== 'tun') return [];
  const local = parseEnd(type.spec.local);
  const remote = parseEnd(type.spec.remote);
  if (local === null || remote === null) return [];
  const all = ownedAddresses(lab);
  const inNamespace = (owned: { readonly namespace: LabNamespace }): boolean =>
    owned.namespace === namespace;
  const own = all.filter(inNamespace).map(({ address }) => address.prefix.address);
  const others = all
    .filter((owned) => !inNamespace(owned))
    .map(({ address }) => address.prefix.address);
  const findings: Finding[] = [];
  if (!own.includes(local.address) && !isMentionedInRun(lab, local.address)) {
    findings.push({
      path: [...path, 'local'],
      message: `${local.address} is no address of ${namespace.label}`,
      hint: suggest(local.address, own, `addresses of ${namespace.label}`),
    });
  }
  if (own.includes(remote.address)) {
    findings.push({
      path: [...path, 'remote'],
      message: `${remote.address} is ${namespace.label}'s own address`,
      hint: 'write the address of the other end',
    });
  } else if (!others.includes(remote.address) && !isMentionedInRun(lab, remote.address)) {
    findings.push({
      path: [...path, 'remote'],
      message: `nobody in the scenario has the address ${remote.address}`,
      hint: suggest(remote.address, others, 'addresses'),
    });
  }
  return findings;
}

/** Tunnels go from an address of their node to an address of another. */
export const tunnelEnds: Rule = {
  code: 'tunnel-end',
  concludesFromAbsent: 'addresses',
  check: ({ lab }) =>
    lab.namespaces.flatMap((namespace) =>
      namespace.devices.flatMap((device) => judge(lab, namespace, device)),
    ),
};
