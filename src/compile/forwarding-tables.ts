/** VLANs of bridge ports and static forwarding entries: what bridge(8) configures. */
import type { Device, FdbEntry, Namespace, Vxlan } from '../topology/model.ts';
import type { FdbFact, VlanFact } from './fact.ts';

/** What a VXLAN device's entry for destinations that it does not know is keyed by. */
export const ANY_MAC = '00:00:00:00:00:00';

/** Lines for `bridge -batch`, once all links are there. */
export function forwardingLines({ devices, fdb }: Namespace): readonly string[] {
  return [...devices.flatMap(deviceForwardingLines), ...fdb.map(entryLine)];
}

/** Those that make a device what it is: its VLANs as a port, its far ends. Repeating them is safe. */
export function deviceForwardingLines(device: Device): readonly string[] {
  return [...vlanLines(device), ...remoteEntries(device).map(entryLine)];
}

export function forwardingFacts({ devices, fdb }: Namespace): readonly (VlanFact | FdbFact)[] {
  const entries = [...devices.flatMap(remoteEntries), ...fdb];
  return [
    ...devices.flatMap(vlanFacts),
    ...entries.map((entry): FdbFact => ({ kind: 'fdb', ...entry })),
  ];
}

/** The one remote of a VXLAN device that is a property of the device. */
export function onlyRemote({ remotes }: Vxlan): string | null {
  const [first = null, ...others] = remotes;
  return others.length === 0 ? first : null;
}

/** Several remotes are entries: what is for everybody is sent to each (head-end replication). */
function remoteEntries(device: Device): readonly FdbEntry[] {
  if (device.kind !== 'vxlan' || onlyRemote(device) !== null) return [];
  return device.remotes.map((dst) => ({ mac: ANY_MAC, dev: device.name, dst }));
}

/** A VXLAN device may send the frames for one address to several VTEPs. */
function entryLine({ mac, dev, dst }: FdbEntry): string {
  return dst === null
    ? `fdb add ${mac} dev ${dev} master static`
    : `fdb append ${mac} dev ${dev} dst ${dst} self permanent`;
}

function vlanLines(device: Device): readonly string[] {
  const side = device.kind === 'bridge' ? ' self' : '';
  return vlanFacts(device).map(({ dev, vid, pvid }) => {
    return `vlan add dev ${dev} vid ${vid}${pvid ? ' pvid untagged' : ''}${side}`;
  });
}

/** Bridges that filter are made without a default VLAN, so that each port has only its own. */
function vlanFacts({ name, vlans }: Device): readonly VlanFact[] {
  const { untagged = null, tagged = [] } = vlans ?? {};
  const fact = (vid: number, isUntagged: boolean): VlanFact => {
    return { kind: 'vlan', dev: name, vid, pvid: isUntagged, untagged: isUntagged };
  };
  return [
    ...(untagged === null ? [] : [fact(untagged, true)]),
    ...tagged.map((vid) => fact(vid, false)),
  ];
}
