import { findBridge, type LabDevice, type LabNamespace } from './lab.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';
import { vlanIdObjection } from './vlan-id.ts';

interface Id {
  readonly id: number;
  readonly path: Path;
}

function idsOf({ settings: { vlans }, settingsPath }: LabDevice): readonly Id[] {
  const path = [...settingsPath, 'vlans'];
  const { untagged, tagged } = vlans ?? {};
  const list = tagged === undefined || typeof tagged === 'number' ? [tagged ?? []].flat() : tagged;
  const isList = typeof tagged === 'object';
  return [
    ...(untagged === undefined ? [] : [{ id: untagged, path: [...path, 'untagged'] }]),
    ...list.map((id, index) => ({ id, path: [...path, 'tagged', ...(isList ? [index] : [])] })),
  ];
}

function judgeIds(device: LabDevice): readonly Finding[] {
  const ids = idsOf(device);
  return ids.flatMap(({ id, path }, index): readonly Finding[] => {
    const objection = vlanIdObjection(id);
    if (objection !== null) return [{ path, ...objection }];
    if (!ids.slice(0, index).some((other) => other.id === id)) return [];
    const message = `VLAN ${id} is there twice: its frames leave with a tag or without`;
    return [{ path, message, hint: 'remove one of the two' }];
  });
}

function judge(device: LabDevice, root: LabNamespace): readonly Finding[] {
  const { settings, settingsPath, type, name } = device;
  if (settings.vlans === undefined) return [];
  const at = { path: [...settingsPath, 'vlans'], part: 'key' } as const;
  if (type.kind !== 'bridge' && settings.bridge === undefined) {
    const message = `${name} has VLANs as a port, and is no port of a bridge`;
    return [{ ...at, message, hint: 'add `bridge`, or a sub-interface under `vlan`' }];
  }
  const bridge = type.kind === 'bridge' ? device : findBridge(root, settings.bridge);
  if (bridge?.type.kind === 'bridge' && !bridge.type.vlanFiltering) {
    const message = `the bridge ${bridge.name} does not keep VLANs apart`;
    return [{ ...at, message, hint: `add \`vlan_filtering: true\` to ${bridge.name}` }];
  }
  return judgeIds(device);
}

/** Only a port of a bridge that filters has VLANs, each in one way. */
export const portVlans: Rule = {
  code: 'port-vlans',
  concludesFromAbsent: 'names',
  check: ({ lab }) =>
    lab.namespaces.flatMap((namespace) =>
      namespace.container === null
        ? namespace.devices.flatMap((device) => judge(device, namespace))
        : [],
    ),
};
