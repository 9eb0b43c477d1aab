import { tunnelEnds } from '../devices/tunnel-ends.ts';
import type { RawIpTunnel } from '../schema/scenario.ts';
import { groupBy } from './group-by.ts';
import type { LabDevice } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

type Tunnel = LabDevice & {
  readonly type: Extract<LabDevice['type'], { readonly kind: 'ip-tunnel' }>;
};

function isIpTunnel(device: LabDevice): device is Tunnel {
  return device.type.kind === 'ip-tunnel';
}

/** Keys of what has frames, which only gretap carries. */
const OF_FRAMES = ['bridge', 'vlans', 'mac'] as const;

/** The family that a tunnel carries, where it carries one alone. */
const CARRIES: Readonly<Record<RawIpTunnel['kind'], 4 | 6 | null>> = {
  gre: null,
  gretap: null,
  ipip: 4,
  sit: 6,
};

function judgeKeys({ type: { spec }, path, name }: Tunnel): readonly Finding[] {
  const { kind } = spec;
  const at = (key: string) => ({ path: [...path, key], part: 'key' as const });
  const keyed = kind === 'gre' || kind === 'gretap';
  return [
    ...(keyed || spec.key === undefined
      ? []
      : [{ ...at('key'), message: `${kind} has no key: GRE has`, hint: 'remove `key`' }]),
    ...OF_FRAMES.flatMap((key) =>
      kind === 'gretap' || spec[key] === undefined
        ? []
        : [
            {
              ...at(key),
              message: `${name} carries packets without frames, and has no \`${key}\``,
              hint: `remove \`${key}\`, or write \`kind: gretap\``,
            },
          ],
    ),
  ];
}

function judgeFamilies(device: Tunnel): readonly Finding[] {
  const { kind } = device.type.spec;
  const { local = null, remotes = [] } = tunnelEnds(device) ?? {};
  const outer = [...(local === null ? [] : [local]), ...remotes].flatMap(({ address, path }) =>
    address.family === 4
      ? []
      : [{ path, message: `expected an IPv4 address, found ${address.address}` }],
  );
  const inner = device.addresses.flatMap(({ prefix, path }) => {
    const carries = CARRIES[kind];
    if (carries === null || prefix.family === carries) return [];
    const message = `${kind} carries IPv${carries} alone, and ${prefix.address} is IPv${prefix.family}`;
    return [{ path, message, hint: `write \`kind: ${carries === 4 ? 'sit' : 'ipip'}\`, or gre` }];
  });
  return [...outer, ...inner];
}

/** The kernel tells what arrives by these. */
function identity({ type: { spec } }: Tunnel): string {
  return JSON.stringify([spec.kind, spec.local, spec.remote, spec.key]);
}

function judgeTwins(tunnels: readonly Tunnel[]): readonly Finding[] {
  return groupBy(tunnels, identity).flatMap(([first, ...others]) =>
    others.map(({ path, name, type: { spec } }): Finding => {
      const keyed = spec.kind === 'gre' || spec.kind === 'gretap';
      return {
        path,
        part: 'key',
        message: `${name} is the same tunnel as ${first?.name ?? ''}: nobody can tell their packets apart`,
        hint: keyed ? 'give each a `key` of its own' : 'keep one of them',
      };
    }),
  );
}

/** Tunnels of IP packets have what their kind has, and differ from each other. */
export const ipTunnelForm: Rule = {
  code: 'ip-tunnel-form',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ devices }) => {
      const tunnels = devices.filter(isIpTunnel);
      return [
        ...tunnels.flatMap((tunnel) => [...judgeKeys(tunnel), ...judgeFamilies(tunnel)]),
        ...judgeTwins(tunnels),
      ];
    }),
};
