import { suggest } from '../nearest.ts';
import type { RawNode, RawScenario } from '../schema/scenario.ts';
import { AUTO } from '../schema/text.ts';
import type { Path } from '../yaml/tree.ts';
import type { LabDevice, LabNamespace, LabRoute } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

function vrfsOf({ spec }: LabNamespace): NonNullable<RawNode['vrf']> {
  return 'vrf' in spec ? (spec.vrf ?? {}) : {};
}

/** That a name is one of the node's VRFs, where there may be any. */
function judgeName(namespace: LabNamespace, name: string, path: Path): readonly Finding[] {
  if (namespace.container !== null) {
    const message = `${namespace.label} is a container, and VRFs are the node's`;
    return [{ path, message, hint: 'remove `vrf`' }];
  }
  const known = Object.keys(vrfsOf(namespace));
  if (known.includes(name)) return [];
  const hint = suggest(name, known, `VRFs of ${namespace.label}`) ?? 'add it to `vrf`';
  return [{ path, message: `${namespace.label} has no VRF \`${name}\``, hint }];
}

function judgeDevice(namespace: LabNamespace, device: LabDevice): readonly Finding[] {
  const { settings, settingsPath, name } = device;
  if (settings.vrf === undefined) return [];
  const path = [...settingsPath, 'vrf'];
  if (settings.bridge !== undefined) {
    const message = `${name} is a port of the bridge ${settings.bridge}, and cannot be in a VRF`;
    const hint = `write \`vrf\` at ${settings.bridge}, which has the addresses`;
    return [{ path, part: 'key', message, hint }];
  }
  return judgeName(namespace, settings.vrf, path);
}

function judgeRoute(namespace: LabNamespace, { route, path }: LabRoute): readonly Finding[] {
  if (route.vrf === undefined) return [];
  if (route.table !== undefined) {
    const message = `the route to ${route.to} says both \`vrf\` and \`table\``;
    const hint = 'keep `vrf`, which has a table of its own';
    return [{ path: [...path, 'table'], part: 'key', message, hint }];
  }
  return judgeName(namespace, route.vrf, [...path, 'vrf']);
}

function judgeTables(namespace: LabNamespace): readonly Finding[] {
  const all = Object.entries(vrfsOf(namespace));
  return all.flatMap(([name, { table }], index): readonly Finding[] => {
    const first = all.slice(0, index).find(([, other]) => other.table === table);
    if (first === undefined) return [];
    const message = `the routing table ${table} is that of the VRF ${first[0]}`;
    const path = [...namespace.path, 'vrf', name, 'table'];
    return [{ path, message, hint: 'give each its own' }];
  });
}

/** Nobody knows which of its tables a node would be given routes in. */
function judgeRouting(scenario: RawScenario, namespace: LabNamespace): readonly Finding[] {
  const raw = scenario.nodes[namespace.node];
  const isGiven = (raw?.routing ?? scenario.routing) === AUTO;
  if (!isGiven || Object.keys(vrfsOf(namespace)).length === 0) return [];
  const message = `${namespace.label} has VRFs, and cannot be given routes`;
  const hint = 'add `routing: none` to the node, and write its `routes`';
  return [{ path: [...namespace.path, 'vrf'], part: 'key', message, hint }];
}

/** What is in a VRF is the node's, and names one that is there. */
export const vrfMembers: Rule = {
  code: 'vrf',
  concludesFromAbsent: 'names',
  check: ({ scenario, lab }) =>
    lab.namespaces.flatMap((namespace) => [
      ...namespace.devices.flatMap((device) => judgeDevice(namespace, device)),
      ...namespace.routes.flatMap((route) => judgeRoute(namespace, route)),
      ...judgeTables(namespace),
      ...judgeRouting(scenario, namespace),
    ]),
};
