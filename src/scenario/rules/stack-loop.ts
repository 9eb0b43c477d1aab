import type { LabDevice } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

/** What a device is made of: what it sits on, or the ports of a bridge. */
function below({ name, type }: LabDevice, devices: readonly LabDevice[]): readonly LabDevice[] {
  return devices.filter((other) => {
    const isParent = 'parent' in type && other.name === type.parent;
    return isParent || (type.kind === 'bridge' && other.settings.bridge === name);
  });
}

/** The devices between this one and itself; null where it does not come back to itself. */
function loopFrom(device: LabDevice, devices: readonly LabDevice[]): readonly string[] | null {
  const seen = new Set<LabDevice>();
  const follow = (at: LabDevice, way: readonly string[]): readonly string[] | null => {
    for (const next of below(at, devices)) {
      if (next === device) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      const found = follow(next, [...way, next.name]);
      if (found !== null) return found;
    }
    return null;
  };
  return follow(device, []);
}

function judge(device: LabDevice, devices: readonly LabDevice[]): readonly Finding[] {
  if (!('parent' in device.type)) return [];
  const way = loopFrom(device, devices);
  if (way === null) return [];
  const by = way.length === 0 ? '' : ` by way of ${way.join(' and ')}`;
  return [
    {
      path: device.type.parentPath,
      message: `\`${device.name}\` sits on itself${by}`,
      hint: 'name a device that is there without it',
    },
  ];
}

/** No device is built on itself. */
export const stackLoop: Rule = {
  code: 'stack-loop',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ container, devices }) =>
      container === null ? devices.flatMap((device) => judge(device, devices)) : [],
    ),
};
