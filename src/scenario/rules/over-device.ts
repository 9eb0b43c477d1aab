import { suggest } from '../nearest.ts';
import { parseEndpoint } from '../parse/endpoint.ts';
import { type Lab, listed } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

/** What packets can be seen to take. */
const KINDS: readonly string[] = ['vxlan', 'tun', 'ip-tunnel', 'wireguard', 'vlan'];

function judge(lab: Lab, node: string, over: string, path: Finding['path']): readonly Finding[] {
  const root = lab.namespaces.find(
    (namespace) => namespace.node === node && namespace.container === null,
  );
  if (root === undefined) return [];
  const tunnels = root.devices
    .filter(({ type }) => KINDS.includes(type.kind))
    .map(({ name }) => name);
  if (tunnels.includes(over)) return [];
  const isDevice = root.devices.some(({ name }) => name === over);
  return [
    {
      path,
      message: isDevice
        ? `expected a tunnel or a VLAN, found \`${over}\` of ${node}, which is none`
        : `${node} has no device \`${over}\``,
      hint: suggest(over, tunnels, `tunnels and VLANs of ${node}`) ?? `${node} has none`,
    },
  ];
}

/** `over` names a tunnel or VLAN of the source's node. */
export const overDevice: Rule = {
  code: 'unknown-device',
  concludesFromAbsent: 'names',
  check: ({ scenario, lab }) =>
    (scenario.checks ?? []).flatMap((check, index) => {
      if (check.kind !== 'reach' || check.spec.over === undefined) return [];
      const { from, over } = check.spec;
      const nodes = listed(from, []).map(({ item }) => parseEndpoint(item)?.node ?? '');
      const path = ['checks', index, 'reach', 'over'];
      return [...new Set(nodes)].flatMap((node) => judge(lab, node, over, path));
    }),
};
