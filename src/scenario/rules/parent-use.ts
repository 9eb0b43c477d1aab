import { isFrameless } from '../devices/frameless.ts';
import type { LabDevice, LabNamespace } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

type Sitting = LabDevice & {
  readonly type: Extract<LabDevice['type'], { readonly kind: 'macvlan' | 'ipvlan' }>;
};

function isSitting(device: LabDevice): device is Sitting {
  return device.type.kind === 'macvlan' || device.type.kind === 'ipvlan';
}

/** What the kernel has against a device on a parent that carries others already. */
function objection(device: Sitting, parent: LabDevice, before: readonly Sitting[]): string | null {
  const { type } = device;
  const [first] = before;
  if (parent.settings.bridge !== undefined) {
    return `${parent.name} is a port of the bridge ${parent.settings.bridge}, which takes all that it receives`;
  }
  if (first === undefined) return null;
  if (first.type.kind !== type.kind) {
    return `${parent.name} carries ${first.type.kind} devices already`;
  }
  if (type.kind === 'ipvlan' && type.mode !== first.type.mode) {
    return `the ipvlan devices on ${parent.name} have the mode ${first.type.mode}, and share it`;
  }
  const alone = [first, device].find((each) => each.type.mode === 'passthru');
  return alone === undefined ? null : `passthru gives ${parent.name} to one device alone`;
}

function judge(
  device: LabDevice,
  parent: LabDevice,
  before: readonly Sitting[],
): readonly Finding[] {
  if (!('parent' in device.type)) return [];
  const path = device.type.parentPath;
  if (isFrameless(parent.type)) {
    const message = `${parent.name} carries packets without frames, so that nothing can sit on it`;
    return [{ path, message, hint: 'name a device that has a MAC address' }];
  }
  if (!isSitting(device)) return [];
  const isShared = device.type.kind === 'ipvlan' || device.type.mode === 'passthru';
  if (isShared && device.settings.mac !== undefined) {
    const message = `${device.name} has the MAC address of its parent ${parent.name}`;
    return [{ path: [...device.settingsPath, 'mac'], part: 'key', message, hint: 'remove `mac`' }];
  }
  const message = objection(device, parent, before);
  const hint = 'use another parent: a VLAN of this one, or a bridge that it is a port of';
  return message === null ? [] : [{ path, message, hint }];
}

function judgeNode(namespaces: readonly LabNamespace[]): readonly Finding[] {
  const devices = namespaces.flatMap((namespace) => namespace.devices);
  return devices.flatMap((device, index) => {
    const { type } = device;
    if (!('parent' in type)) return [];
    const parent = devices.find(
      ({ container, name }) => container === null && name === type.parent,
    );
    const before = devices
      .slice(0, index)
      .filter(isSitting)
      .filter((other) => other.type.parent === type.parent);
    return parent === undefined ? [] : judge(device, parent, before);
  });
}

/** What sits on a parent gets along with what else is on it. */
export const parentUse: Rule = {
  code: 'parent-use',
  concludesFromAbsent: 'nothing',
  check: ({ scenario, lab }) =>
    Object.keys(scenario.nodes).flatMap((node) =>
      judgeNode(lab.namespaces.filter((namespace) => namespace.node === node)),
    ),
};
