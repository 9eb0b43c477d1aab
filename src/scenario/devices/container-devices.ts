import { IPVLAN_MODE, IPVLAN_NAME, MACVLAN_MODE, MACVLAN_NAME } from '../schema/defaults.ts';
import type { RawContainer, RawContainerInterface } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { VethEnd, WrittenDevice, WrittenSettings } from './written.ts';

/** A container's devices, and the ends on the node of its veth pairs. */
export function containerDevices(
  container: string,
  spec: RawContainer,
  path: Path,
): readonly WrittenDevice[] {
  return [
    ...shortForm(container, spec, path),
    ...Object.entries(spec.interfaces ?? {}).flatMap(([name, item]) =>
      interfaceDevices({ container, name }, item, [...path, 'interfaces', name]),
    ),
  ];
}

/** What a container with a single device writes beside everything else. */
function shortForm(container: string, spec: RawContainer, path: Path): readonly WrittenDevice[] {
  const devices: WrittenDevice[] = [];
  const { veth, macvlan, ipvlan, ...settings } = spec;
  const { address, mtu, up } = settings;
  const own = veth === undefined ? { address, mtu, up } : {};
  const common = {
    container,
    settings: own,
    namePart: 'value',
    holder: veth === undefined ? path : null,
    settingsPath: path,
  } as const;
  if (veth !== undefined) {
    const [outside, inside] = veth;
    devices.push(
      ...vethDevices(
        { name: outside, path: [...path, 'veth', 0], namePart: 'value' },
        { container, name: inside, path: [...path, 'veth', 1], namePart: 'value' },
        settings,
        path,
      ),
    );
  }
  if (macvlan !== undefined) {
    const { parent, mode = MACVLAN_MODE, name = MACVLAN_NAME } = macvlan;
    const at = [...path, 'macvlan'];
    const type = { kind: 'macvlan', parent, mode, parentPath: [...at, 'parent'] } as const;
    devices.push({ ...common, name, type, path: [...at, 'name'] });
  }
  if (ipvlan !== undefined) {
    const { parent, mode = IPVLAN_MODE, name = IPVLAN_NAME } = ipvlan;
    const at = [...path, 'ipvlan'];
    const type = { kind: 'ipvlan', parent, mode, parentPath: [...at, 'parent'] } as const;
    devices.push({ ...common, name, type, path: [...at, 'name'] });
  }
  return devices;
}

function interfaceDevices(
  at: { readonly container: string; readonly name: string },
  spec: RawContainerInterface,
  path: Path,
): readonly WrittenDevice[] {
  const { veth, macvlan, ipvlan, vlan, ...settings } = spec;
  const common = { ...at, path, namePart: 'key', holder: path, settingsPath: path } as const;
  if (veth !== undefined) {
    const outside = { name: veth, path: [...path, 'veth'], namePart: 'value' } as const;
    return vethDevices(outside, { ...at, path, namePart: 'key' }, settings, path);
  }
  if (macvlan !== undefined) {
    const { parent, mode = MACVLAN_MODE } = macvlan;
    const parentPath = [...path, 'macvlan', 'parent'];
    return [{ ...common, settings, type: { kind: 'macvlan', parent, mode, parentPath } }];
  }
  if (ipvlan !== undefined) {
    const { parent, mode = IPVLAN_MODE } = ipvlan;
    const parentPath = [...path, 'ipvlan', 'parent'];
    return [{ ...common, settings, type: { kind: 'ipvlan', parent, mode, parentPath } }];
  }
  if (vlan !== undefined) {
    const parentPath = [...path, 'vlan', 'parent'];
    const idPath = [...path, 'vlan', 'id'];
    return [{ ...common, settings, type: { kind: 'vlan', ...vlan, parentPath, idPath } }];
  }
  return [];
}

type Named = Pick<WrittenDevice, 'name' | 'path' | 'namePart'>;

/** The bridge is that of the end on the node; everything else is the container's end's. */
function vethDevices(
  outside: Named,
  inside: Named & { readonly container: string },
  { bridge, vlans, ...settings }: WrittenSettings,
  settingsPath: Path,
): readonly WrittenDevice[] {
  const near: VethEnd = { name: outside.name, container: null };
  const far: VethEnd = { name: inside.name, container: inside.container };
  return [
    {
      ...outside,
      container: null,
      type: { kind: 'veth', peer: far, peerBridge: null },
      settings: { mtu: settings.mtu, bridge, vlans },
      holder: null,
      settingsPath,
    },
    {
      ...inside,
      type: { kind: 'veth', peer: near, peerBridge: bridge ?? null },
      settings,
      holder: settingsPath,
      settingsPath,
    },
  ];
}
