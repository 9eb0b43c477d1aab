import { isTunnel } from '../addresses/device-traits.ts';
import { type MtuContext, mtuOf, roomFor } from '../devices/mtu.ts';
import type { RawScenario } from '../schema/scenario.ts';
import type { Lab, LabDevice } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

/** What a device does to be bound by the MTU of another. */
function bond({ type, name }: LabDevice, below: string): string {
  return isTunnel(type) ? `packets of ${name} leave by ${below}` : `${name} sits on ${below}`;
}

function judge(device: LabDevice, context: MtuContext): readonly Finding[] {
  const { mtu } = device.settings;
  const { mtu: room, below } = roomFor(device, context);
  if (mtu === undefined || below === null || mtu <= room) return [];
  const carries = mtuOf(below, context);
  const what = below.type.kind === 'interface' ? 'the segment' : below.name;
  return [
    {
      path: [...device.settingsPath, 'mtu'],
      message: `expected an MTU of at most ${room}, found ${mtu}: ${bond(device, below.name)}, whose MTU is ${carries}`,
      hint: `remove \`mtu\`, or raise the MTU of ${what} to ${mtu + carries - room}`,
    },
  ];
}

function judgeNode(scenario: RawScenario, lab: Lab, node: string): readonly Finding[] {
  const namespaces = lab.namespaces.filter((namespace) => namespace.node === node);
  const devices = namespaces.flatMap((namespace) => namespace.devices);
  const context: MtuContext = { devices, segments: scenario.segments ?? {} };
  return devices.flatMap((device) => judge(device, context));
}

/** What a device sends fits into what carries it. */
export const overlayMtu: Rule = {
  code: 'overlay-mtu',
  concludesFromAbsent: 'nothing',
  check: ({ scenario, lab }) =>
    Object.keys(scenario.nodes).flatMap((node) => judgeNode(scenario, lab, node)),
};
