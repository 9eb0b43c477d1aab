/** The wires of a scenario as addresses are given out on them. */
import { groupBy } from '../rules/group-by.ts';
import { listed, type Lab, type LabDevice } from '../rules/lab.ts';
import { findWires, type Wires } from '../rules/wires.ts';
import type { RawScenario } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import { isTunnel } from './device-traits.ts';

/** A network, or `auto`, that a segment or bridge says its addresses come from. */
interface SubnetText {
  readonly text: string;
  readonly path: Path;
}

/** A set of devices that hear each other's broadcasts. */
export interface Wire {
  readonly id: string;
  readonly devices: readonly LabDevice[];
  /** What it is named after: its first segment, else its first bridge, else its first device. */
  readonly label: string;
  readonly path: Path;
  readonly kind: 'segment' | 'bridge' | 'link';
  /** Whether some of its frames cross other wires inside packets. */
  readonly isTunnelled: boolean;
  readonly subnets: readonly SubnetText[];
}

type Named = Omit<Wire, 'devices' | 'isTunnelled'>;

function segments(scenario: RawScenario, lab: Lab, wires: Wires): readonly Named[] {
  const devices = lab.namespaces.flatMap((namespace) => namespace.devices);
  return Object.entries(scenario.segments ?? {}).map(([name, { subnet }]): Named => {
    const plugged = devices.find(
      ({ type }) => type.kind === 'interface' && type.spec.segment === name,
    );
    const path = ['segments', name];
    const subnets = subnetTexts(subnet, path);
    const id = plugged === undefined ? `unused segment ${name}` : wires(plugged);
    return { id, label: `segment ${name}`, path, kind: 'segment', subnets };
  });
}

function others(scenario: RawScenario, lab: Lab, wires: Wires): readonly Named[] {
  const named = lab.namespaces.flatMap(({ devices, label, node }) =>
    devices.map((device): Named & { readonly rank: number } => {
      const { name, type } = device;
      const isBridge = type.kind === 'bridge';
      const bridge = isBridge ? scenario.nodes[node]?.bridges?.[name] : undefined;
      return {
        id: wires(device),
        label: `${label} ${name}`,
        path: device.path,
        kind: isBridge ? 'bridge' : 'link',
        subnets: subnetTexts(bridge?.subnet, device.path),
        rank: isBridge ? 0 : 1,
      };
    }),
  );
  return named.toSorted((a, b) => a.rank - b.rank);
}

function subnetTexts(
  value: string | readonly string[] | undefined,
  path: Path,
): readonly SubnetText[] {
  return listed(value, [...path, 'subnet']).map(({ item, path: at }) => ({ text: item, path: at }));
}

/** Every wire: those of the segments in their order, then those of bridges, then the rest. */
export function wiresOf(scenario: RawScenario, lab: Lab): readonly Wire[] {
  const wires = findWires(lab);
  const devices = lab.namespaces.flatMap((namespace) => namespace.devices);
  const named = [...segments(scenario, lab, wires), ...others(scenario, lab, wires)];
  return groupBy(named, ({ id }) => id).flatMap((names): readonly Wire[] => {
    const [first] = names;
    if (first === undefined) return [];
    const subnets = names.flatMap((one) => one.subnets);
    const own = devices.filter((device) => wires(device) === first.id);
    const isTunnelled = own.some(({ type }) => isTunnel(type));
    return [{ ...first, subnets, devices: own, isTunnelled }];
  });
}
