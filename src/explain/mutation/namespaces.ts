/** Mutants of what a namespace has beside its devices. */
import { formatPrefix } from '../../scenario/parse/prefix.ts';
import type { RawContainer, RawNode } from '../../scenario/schema/scenario.ts';
import type { Path } from '../../scenario/yaml/tree.ts';
import { listOf } from '../../topology/one-or-many.ts';
import type { Namespace, PolicyRule } from '../../topology/model.ts';
import { routeLine } from '../../topology/route-line.ts';
import { type Edit, inside, notMutated, type NotMutated, withoutEach } from './edit.ts';
import { filterWords, natWords } from './filtering-words.ts';
import { impairmentEdits } from './impairments.ts';
import { serviceEdits } from './services.ts';
import { otherSetting } from './sysctls.ts';

/** A namespace, as resolved and as written. */
export interface Place {
  readonly namespace: Namespace;
  readonly raw: RawNode | RawContainer;
  readonly path: Path;
}

type PartEdits<P extends keyof Namespace> = (place: Place) => readonly Edit<Namespace[P]>[];

/** A new part of a namespace joins with its mutants, or says why it has none. */
const PARTS: {
  readonly [P in keyof Namespace]: PartEdits<P> | NotMutated;
} = {
  devices: notMutated('devices.ts'),
  routes: ({ namespace, raw, path }) =>
    withoutEach(namespace.routes, (route, index) => {
      const table = route.table === null ? '' : ` table ${route.table}`;
      return { words: `route ${routeLine(route)}${table}`, path: routePath(raw, path, index) };
    }),
  rules: ({ namespace, raw, path }) =>
    withoutEach(namespace.rules, (rule) => {
      const index = raw.rules?.findIndex(({ priority }) => priority === rule.priority) ?? 0;
      return { words: ruleWords(rule), path: [...path, 'rules', index] };
    }),
  neighbours: ({ namespace, path }) =>
    withoutEach(namespace.neighbours, ({ address, mac, dev }, index) => ({
      words: `neighbour ${address} lladdr ${mac} dev ${dev}`,
      path: [...path, 'neighbours', index],
    })),
  fdb: ({ namespace, path }) =>
    withoutEach(namespace.fdb, ({ mac, dev, dst }, index) => ({
      words: `fdb entry ${mac} dev ${dev}${dst === null ? '' : ` dst ${dst}`}`,
      path: [...path, 'fdb', index],
    })),
  impairments: ({ namespace: { impairments, devices }, raw, path }) =>
    impairmentEdits(impairments, devices, { raw, path }),
  sysctls: ({ namespace, path }) =>
    namespace.sysctls.map((sysctl, index) => {
      const other = { ...sysctl, value: otherSetting(sysctl) };
      return {
        words: `${sysctl.key} = ${other.value} instead of ${sysctl.value}`,
        path: [...path, 'sysctls', sysctl.key],
        after: namespace.sysctls.with(index, other),
      };
    }),
  nat: ({ namespace, path }) =>
    withoutEach(namespace.nat, (nat, index) => ({
      words: natWords(nat),
      path: [...path, 'nat', index],
    })),
  firewall: ({ namespace: { firewall }, path }) =>
    firewall.flatMap((chain, index): readonly Edit<Namespace['firewall']>[] => {
      const { hook, policy, rules } = chain;
      const at = [...path, 'firewall', hook];
      const other = policy === 'drop' ? 'accept' : 'drop';
      return [
        {
          words: `${hook} policy ${other} instead of ${policy}`,
          path: [...at, 'policy'],
          after: firewall.with(index, { ...chain, policy: other }),
        },
        ...inside(
          withoutEach(rules, (rule, number) => ({
            words: `${hook} rule ${filterWords(rule)}`,
            path: [...at, 'rules', number],
          })),
          (left) => firewall.with(index, { ...chain, rules: left }),
        ),
      ];
    }),
  services: ({ namespace: { services }, path }) =>
    services.flatMap((service, index) =>
      inside(serviceEdits(service, [...path, 'services', service.name]), (after) =>
        services.with(index, after),
      ),
    ),
  run: notMutated('nobody knows how to undo what a command of the author has done'),
};

/** All mutants of the namespace but those of its devices. */
export function namespaceEdits(place: Place): readonly Edit<Namespace>[] {
  const { namespace } = place;
  return (Object.keys(PARTS) as (keyof Namespace)[]).flatMap((part): readonly Edit<Namespace>[] => {
    const edits = PARTS[part];
    if (typeof edits !== 'function') return [];
    return inside<Namespace[keyof Namespace], Namespace>(edits(place), (after) => ({
      ...namespace,
      [part]: after,
    }));
  });
}

/** Gateways of a container are its first routes. */
function routePath(raw: RawNode | RawContainer, path: Path, index: number): Path {
  const gateways = 'gateway' in raw ? listOf(raw.gateway).length : 0;
  if (index >= gateways) return [...path, 'routes', index - gateways];
  return gateways === 1 ? [...path, 'gateway'] : [...path, 'gateway', index];
}

function ruleWords({ priority, from, to, iif, fwmark, table, family }: PolicyRule): string {
  return [
    `rule (IPv${family}) priority ${priority}`,
    from === null ? '' : ` from ${formatPrefix(from)}`,
    to === null ? '' : ` to ${formatPrefix(to)}`,
    iif === null ? '' : ` iif ${iif}`,
    fwmark === null ? '' : ` fwmark ${fwmark}`,
    ` table ${table}`,
  ].join('');
}
