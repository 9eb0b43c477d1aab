import type { RawContainer, RawContainerInterface } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

const SHORT_FORMS = ['veth', 'macvlan', 'ipvlan'] as const;
const WORDS = { veth: 'a veth pair', macvlan: 'a macvlan device', ipvlan: 'an ipvlan device' };

const WAYS = '`veth: [end on the node, end in the container]` or `macvlan: { parent: … }`';

/** Keys of a container that are those of its one device. */
const OF_THE_DEVICE = ['address', 'pool', 'mtu', 'up'] as const;

function judge(spec: RawContainer, name: string, path: Path): readonly Finding[] {
  const { bridge } = spec;
  const kinds = SHORT_FORMS.filter((kind) => spec[kind] !== undefined);
  const [first, second] = kinds;
  const at = (key: string) => ({ path: [...path, key], part: 'key' as const });
  if (first !== undefined && second !== undefined) {
    return [
      {
        ...at(second),
        message: `${name} has both ${WORDS[first]} and ${WORDS[second]}`,
        hint: `keep one of \`${first}\` and \`${second}\`, or write both under \`interfaces\``,
      },
    ];
  }
  if (first !== undefined && first !== 'veth' && bridge !== undefined) {
    return [
      {
        ...at('bridge'),
        message: `${name} has ${WORDS[first]}, which is no port of a bridge`,
        hint: 'remove `bridge`: `parent` says what the device sits on',
      },
    ];
  }
  if (first === undefined && bridge !== undefined) {
    return [
      {
        ...at('bridge'),
        message: `${name} has a bridge but no veth pair that could be a port of it`,
        hint: 'add `veth: [end on the node, end in the container]`',
      },
    ];
  }
  const lone = OF_THE_DEVICE.find((key) => spec[key] !== undefined);
  if (first === undefined && lone !== undefined) {
    const elsewhere = 'write it where the device is, under `interfaces` or the `veth` of the node';
    return [
      {
        ...at(lone),
        message: `\`${lone}\` is that of a device, and ${name} has none beside it`,
        hint: `add ${WAYS}, or ${elsewhere}`,
      },
    ];
  }
  return [];
}

function judgeInterface(spec: RawContainerInterface, name: string, path: Path): readonly Finding[] {
  const kinds = (['veth', 'macvlan', 'ipvlan', 'vlan'] as const).filter(
    (kind) => spec[kind] !== undefined,
  );
  if (kinds.length !== 1) {
    return [
      {
        path,
        part: 'key',
        message: `expected \`${name}\` to be one of veth, macvlan, ipvlan and vlan, found ${kinds.join(' and ') || 'none'}`,
        hint: `for a veth pair: \`${name}: { veth: end on the node, bridge: … }\``,
      },
    ];
  }
  if (spec.bridge === undefined || spec.veth !== undefined) return [];
  return [
    {
      path: [...path, 'bridge'],
      part: 'key',
      message: `\`${name}\` is no veth pair, and so no port of a bridge of the node`,
      hint: 'remove `bridge`: `parent` says what the device sits on',
    },
  ];
}

/** A container's devices are each of one kind, and what belongs to a device has one. */
export const containerLink: Rule = {
  code: 'container-link',
  concludesFromAbsent: 'names',
  check: ({ scenario }) =>
    Object.entries(scenario.nodes).flatMap(([node, { containers }]) =>
      Object.entries(containers ?? {}).flatMap(([container, spec]) => {
        const path = ['nodes', node, 'containers', container];
        return [
          ...judge(spec, `${node}/${container}`, path),
          ...Object.entries(spec.interfaces ?? {}).flatMap(([name, item]) =>
            judgeInterface(item, name, [...path, 'interfaces', name]),
          ),
        ];
      }),
    ),
};
