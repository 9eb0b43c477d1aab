import type { LabDevice, LabNamespace } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

/** IEEE 802.1Q: 0 is for frames that only carry a priority, 4095 is reserved. */
const LARGEST = 4094;

/** What is wrong with a VLAN id; null for a good one. */
export function vlanIdObjection(id: number): Pick<Finding, 'message' | 'hint'> | null {
  if (id >= 1 && id <= LARGEST) return null;
  const message = `expected a VLAN id from 1 to ${LARGEST}, found ${id}`;
  return { message, hint: 'an 802.1Q tag has 12 bits, and both ends are taken' };
}

function judge(device: LabDevice, others: readonly LabDevice[]): readonly Finding[] {
  const { type } = device;
  if (type.kind !== 'vlan') return [];
  const { id, parent, idPath } = type;
  const objection = vlanIdObjection(id);
  if (objection !== null) return [{ path: idPath, ...objection }];
  const same = others.find(
    (other) => other.type.kind === 'vlan' && other.type.id === id && other.type.parent === parent,
  );
  if (same === undefined) return [];
  return [
    {
      path: idPath,
      message: `VLAN ${id} on ${parent} is already \`${same.name}\``,
      hint: 'a device of the node has one sub-interface for each id',
    },
  ];
}

function judgeNode(devices: readonly LabDevice[]): readonly Finding[] {
  return devices.flatMap((device, index) => judge(device, devices.slice(0, index)));
}

/** VLAN ids are such as fit into a tag, and used once on a device. */
export const vlanId: Rule = {
  code: 'vlan-id',
  concludesFromAbsent: 'nothing',
  check: ({ scenario, lab }) =>
    Object.keys(scenario.nodes).flatMap((node) => {
      const isOf = (namespace: LabNamespace): boolean => namespace.node === node;
      return judgeNode(lab.namespaces.filter(isOf).flatMap(({ devices }) => devices));
    }),
};
