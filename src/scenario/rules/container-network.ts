import type { RawContainer } from '../schema/scenario.ts';
import type { LabNamespace } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

/** What a container that has only its loopback cannot have. */
const OF_A_LINK = [
  ...['veth', 'macvlan', 'ipvlan', 'interfaces', 'bridge', 'vlans'],
  ...['address', 'pool', 'gateway', 'mtu', 'up'],
];
/** What a container without a network of its own cannot have, because it is of a network. */
const OF_A_NETWORK = [
  ...OF_A_LINK,
  ...['routes', 'rules', 'neighbours', 'sysctls', 'nat', 'firewall'],
];

function judge(namespace: LabNamespace): readonly Finding[] {
  const { label, node, path, devices } = namespace;
  const spec = namespace.spec as RawContainer;
  if (namespace.container === null || spec.network === undefined) return [];
  const isHost = spec.network === 'host';
  const refused = isHost ? OF_A_NETWORK : OF_A_LINK;
  const why = isHost
    ? `${label} shares the network of ${node} (\`network: host\`)`
    : `${label} has no network (\`network: none\`)`;
  const written = refused
    .filter((key) => key in spec)
    .map((key): Finding => {
      const hint = isHost
        ? `write \`${key}\` at ${node}`
        : `remove \`${key}\`, or \`network: none\``;
      return { path: [...path, key], part: 'key', message: `${why}, and so no \`${key}\``, hint };
    });
  const inside = devices
    .filter((device) => !path.every((key, index) => device.path[index] === key))
    .map((device): Finding => {
      const hint = isHost
        ? 'remove `container`: the end is then in the node'
        : 'remove `network: none`, which is for containers that nothing leads to';
      const message = `${why}, and so no device \`${device.name}\``;
      return { path: device.path, part: device.namePart, message, hint };
    });
  return [...written, ...inside];
}

/** Containers that say that they have no network of their own are given none. */
export const containerNetwork: Rule = {
  code: 'container-network',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) => lab.namespaces.flatMap(judge),
};
