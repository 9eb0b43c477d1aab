/** Frames whose VLAN nobody takes. */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Device } from '../../topology/model.ts';
import { cause, deviceAt, type Diagnosis, linkOf, namespaceAt } from '../situation.ts';

/** Tagged frames came in by a device without a sub-interface for that VLAN. */
export const vlanWithoutDevice: Diagnosis = (situation) => {
  const { last, here, at, nodes } = situation;
  const id = last?.vlans[0];
  if (last?.direction !== 'in' || id === undefined) return null;
  if (linkOf(here, last.device)?.master != null) return null;
  const devices = namespaceAt(nodes, at)?.devices ?? [];
  const own = devices.filter(
    (device): device is Extract<Device, { kind: 'vlan' }> =>
      device.kind === 'vlan' && device.parent === last.device,
  );
  const live = here.links.filter(({ kind, info }) => kind === 'vlan' && info['id'] === id);
  if (live.some(({ up }) => up)) return null;
  const label = endpointLabel(at);
  const down = live[0];
  const others = own.map((device) => `${device.name} has VLAN ${device.id}`).join(', ');
  const words =
    down === undefined
      ? `${label} takes nothing out of VLAN ${id} on ${last.device}${others === '' ? '' : `: ${others}`}`
      : `${down.name} of ${label} is down`;
  return cause(down === undefined ? 'vlan_mismatch' : 'device_down', words, situation, {
    device: down?.name ?? own[0]?.name ?? last.device,
    evidence: [{ what: `${label}: ip -d link show type vlan`, data: others || 'none' }],
  });
};

/** A bridge that filters VLANs has no other port for the frame's. */
export const vlanFiltered: Diagnosis = (situation) => {
  const { last, here, at, nodes } = situation;
  const port = last?.direction === 'in' ? linkOf(here, last.device) : null;
  const bridge = linkOf(here, port?.master ?? null);
  if (last === null || port === null || bridge?.info['vlan_filtering'] !== 1) return null;
  const ports = (namespaceAt(nodes, at)?.devices ?? []).filter(
    ({ master, name }) => master === bridge.name || name === bridge.name,
  );
  const own = deviceAt(nodes, at, port.name)?.vlans ?? null;
  const id = last.vlans[0] ?? own?.untagged ?? null;
  const label = endpointLabel(at);
  const carrying = ports.filter(({ vlans }) => vlans !== null && carries(vlans, id));
  const takesIn = carrying.some(({ name }) => name === port.name);
  if (takesIn && carrying.length > 1) return null;
  const what = id === null ? 'frames without a tag' : `VLAN ${id}`;
  const words = takesIn
    ? `no other port of ${bridge.name} at ${label} carries ${what}`
    : `${port.name}, a port of ${bridge.name} at ${label}, does not take ${what}`;
  return cause('vlan_mismatch', words, situation, {
    device: port.name,
    evidence: [
      {
        what: `${label}: VLANs of the ports of ${bridge.name}`,
        data: ports
          .map(
            ({ name, vlans }) =>
              `${name} untagged ${vlans?.untagged ?? 'none'}, tagged ${tagsOf(vlans)}`,
          )
          .join('\n'),
      },
    ],
  });
};

function tagsOf(vlans: Device['vlans']): string {
  return vlans === null || vlans.tagged.length === 0 ? 'none' : vlans.tagged.join(', ');
}

function carries(vlans: NonNullable<Device['vlans']>, id: number | null): boolean {
  return id !== null && (vlans.untagged === id || vlans.tagged.includes(id));
}
