/** Mutants of what all devices have alike. */
import { formatPrefix } from '../../scenario/parse/prefix.ts';
import type { WrittenDevice } from '../../scenario/devices/written.ts';
import type { Device } from '../../topology/model.ts';
import { type Edit, inside, notMutated, type NotMutated, withoutEach } from './edit.ts';
import { ownEdits } from './device-kinds.ts';

type Common = (device: Device, written: WrittenDevice) => readonly Edit<Device>[];

/** What the scenario leaves to wirelab is no line that a check could miss. */
const COMMON: { readonly [F in keyof Device]: Common | NotMutated } = {
  kind: notMutated('the removal of the device covers it'),
  name: notMutated('the removal of the device covers it'),
  mac: (device, { settingsPath }) =>
    device.mac === null
      ? []
      : [
          {
            words: `${device.name} address ${otherMac(device.mac)} instead of ${device.mac}`,
            path: [...settingsPath, 'mac'],
            ifWritten: true,
            after: { ...device, mac: otherMac(device.mac) },
          },
        ],
  mtu: (device, { settingsPath }) => [
    {
      words: `${device.name} mtu ${device.mtu - MTU_CHANGE} instead of ${device.mtu}`,
      path: [...settingsPath, 'mtu'],
      ifWritten: true,
      after: { ...device, mtu: device.mtu - MTU_CHANGE },
    },
  ],
  up: (device, { settingsPath, path, settings }) => {
    // A device other than a card can be removed, which takes more.
    if (device.up && device.kind !== 'nic') return [];
    return [
      {
        words: `${device.name} ${device.up ? 'down' : 'up'}`,
        path: settings.up === undefined ? path : [...settingsPath, 'up'],
        after: { ...device, up: !device.up },
      },
    ];
  },
  addresses: (device, { holder, path, settings }) =>
    inside(
      withoutEach(device.addresses, (address, index) => {
        const at = [...(holder ?? path), 'address'];
        return {
          words: `address ${formatPrefix(address)} dev ${device.name}`,
          path: Array.isArray(settings.address) ? [...at, index] : at,
        };
      }),
      (addresses) => ({ ...device, addresses }),
    ),
  master: (device, { settingsPath }) =>
    device.master === null
      ? []
      : [
          {
            words: `${device.name} is no port of ${device.master}`,
            path: [...settingsPath, 'bridge'],
            after: { ...device, master: null, vlans: null },
          },
        ],
  vrf: (device, { settingsPath }) =>
    device.vrf === null
      ? []
      : [
          {
            words: `${device.name} is not in the VRF ${device.vrf}`,
            path: [...settingsPath, 'vrf'],
            after: { ...device, vrf: null },
          },
        ],
  vlans: (device, written) => vlanEdits(device, written),
};

/** Any that the kernel takes for every device would do. */
const MTU_CHANGE = 100;

/** All mutants of a device but its removal. */
export function deviceEdits(device: Device, written: WrittenDevice): readonly Edit<Device>[] {
  const common = Object.values<Common | NotMutated>(COMMON).flatMap((edits) =>
    typeof edits === 'function' ? edits(device, written) : [],
  );
  return [...common, ...ownEdits(device, written)];
}

function vlanEdits(device: Device, { settings, settingsPath }: WrittenDevice) {
  const { vlans, name } = device;
  if (vlans === null || settings.vlans === undefined) return [];
  const { untagged, tagged } = vlans;
  const path = [...settingsPath, 'vlans'];
  return [
    ...(untagged === null
      ? []
      : [
          {
            words: `no untagged VLAN ${untagged} of ${name}`,
            path: [...path, 'untagged'],
            after: { ...device, vlans: { ...vlans, untagged: null } },
          },
        ]),
    ...inside(
      withoutEach(tagged, (vid) => ({
        words: `tagged VLAN ${vid} of ${name}`,
        path: [...path, 'tagged'],
      })),
      (left): Device => ({ ...device, vlans: { ...vlans, tagged: left } }),
    ),
  ];
}

/** With its last bit turned, which is still a unicast address. */
function otherMac(mac: string): string {
  const last = Number.parseInt(mac.slice(-1), 16) ^ 1;
  return `${mac.slice(0, -1)}${last.toString(16)}`;
}
