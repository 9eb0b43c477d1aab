import { parseAddress } from '../parse/address.ts';
import type { RawFdbEntry } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Lab, LabNamespace } from './lab.ts';
import { nobodyHas, ownedAddresses } from './owners.ts';
import type { Finding, Rule } from './rule.ts';

/** Whether a MAC address can be taken from whoever has the address. */
function judgeOwner(lab: Lab, namespace: LabNamespace, text: string, path: Path) {
  const others = ownedAddresses(lab).filter((owned) => owned.namespace !== namespace);
  const address = parseAddress(text)?.address;
  if (others.some((owned) => owned.address.prefix.address === address)) return [];
  const { message } = nobodyHas(text, [], others);
  return [{ path, message, hint: 'write its `mac`' }];
}

function judgeNeighbours(lab: Lab, namespace: LabNamespace): readonly Finding[] {
  return (namespace.spec.neighbours ?? []).flatMap(({ address, mac }, index) => {
    const path = [...namespace.path, 'neighbours', index, 'address'];
    return mac === undefined ? judgeOwner(lab, namespace, address, path) : [];
  });
}

function judgeEntry(
  lab: Lab,
  namespace: LabNamespace,
  { mac, address, dev, dst }: RawFdbEntry,
  path: Path,
): readonly Finding[] {
  if ((mac === undefined) === (address === undefined)) {
    const found = mac === undefined ? 'neither' : 'both';
    return [{ path, message: `expected one of \`mac\` and \`address\`, found ${found}` }];
  }
  const device = namespace.devices.find(({ name }) => name === dev);
  if (device === undefined) return [];
  const isVxlan = device.type.kind === 'vxlan';
  if (isVxlan && dst === undefined) {
    const message = `the entry says no \`dst\`, and ${dev} is a VXLAN device`;
    return [{ path, message, hint: 'add the address of the VTEP that the frames are sent to' }];
  }
  if (!isVxlan && dst !== undefined) {
    const message = `${dev} is no VXLAN device, and sends frames to no VTEP`;
    return [{ path: [...path, 'dst'], part: 'key', message, hint: 'remove `dst`' }];
  }
  if (!isVxlan && device.settings.bridge === undefined) {
    const message = `${dev} has no forwarding table: it is no port of a bridge`;
    return [{ path: [...path, 'dev'], message, hint: 'name a port, or a VXLAN device' }];
  }
  return address === undefined ? [] : judgeOwner(lab, namespace, address, [...path, 'address']);
}

function judgeFdb(lab: Lab, namespace: LabNamespace): readonly Finding[] {
  const { spec, path } = namespace;
  if (!('fdb' in spec)) return [];
  return (spec.fdb ?? []).flatMap((entry, index) =>
    judgeEntry(lab, namespace, entry, [...path, 'fdb', index]),
  );
}

/** Static entries are complete, and for devices that have such a table. */
export const staticEntries: Rule = {
  code: 'static-entry',
  concludesFromAbsent: 'addresses',
  check: ({ lab }) =>
    lab.namespaces.flatMap((namespace) => [
      ...judgeNeighbours(lab, namespace),
      ...judgeFdb(lab, namespace),
    ]),
};
