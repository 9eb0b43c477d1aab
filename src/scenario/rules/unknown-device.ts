import { suggest } from '../nearest.ts';
import type { RawNode, RawPolicyRule } from '../schema/scenario.ts';
import type { Lab, LabNamespace } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

interface Mention {
  readonly device: string | undefined;
  readonly path: Finding['path'];
}

function staticEntries({ spec, path }: LabNamespace): readonly Mention[] {
  const { neighbours = [], fdb = [] }: Pick<RawNode, 'neighbours' | 'fdb'> = spec;
  return Object.entries({ neighbours, fdb }).flatMap(([key, entries]) =>
    entries.map(({ dev }, index) => ({ device: dev, path: [...path, key, index, 'dev'] })),
  );
}

function mentions(namespace: LabNamespace): readonly Mention[] {
  return [
    ...namespace.routes.map(({ route, path }) => ({ device: route.dev, path: [...path, 'dev'] })),
    ...policyRules(namespace).map(({ iif }, index) => ({
      device: iif,
      path: [...namespace.path, 'rules', index, 'iif'],
    })),
    ...(namespace.spec.nat ?? []).flatMap((nat, index) =>
      inAndOut(nat, [...namespace.path, 'nat', index]),
    ),
    ...Object.entries(namespace.spec.firewall ?? {}).flatMap(([hook, chain]) =>
      (chain?.rules ?? []).flatMap((rule, index) =>
        inAndOut(rule, [...namespace.path, 'firewall', hook, 'rules', index]),
      ),
    ),
    ...staticEntries(namespace),
    ...namespace.devices.map(({ type, path }) => ({
      device: type.kind === 'vxlan' || type.kind === 'ip-tunnel' ? type.spec.dev : undefined,
      path: [...path, 'dev'],
    })),
  ];
}

/** What a container without a network of its own cannot have is said once. */
function policyRules({ hostNetwork, spec }: LabNamespace): readonly RawPolicyRule[] {
  return hostNetwork ? [] : (spec.rules ?? []);
}

function inAndOut(
  rule: { readonly in?: string | undefined; readonly out?: string | undefined },
  path: Finding['path'],
): readonly Mention[] {
  return [
    { device: rule.in, path: [...path, 'in'] },
    { device: rule.out, path: [...path, 'out'] },
  ];
}

function judge(namespace: LabNamespace, lab: Lab): readonly Finding[] {
  const known = [...namespace.devices.map(({ name }) => name), 'lo'];
  return mentions(namespace).flatMap(({ device, path }) =>
    device === undefined || known.includes(device) || isMadeByRun(namespace, lab, device)
      ? []
      : [
          {
            path,
            message: `${namespace.label} has no device \`${device}\``,
            hint: suggest(device, known, `devices of ${namespace.label}`),
          },
        ],
  );
}

function isMadeByRun({ spec }: LabNamespace, { stepCommands }: Lab, device: string): boolean {
  return [spec.run ?? [], stepCommands].flat().some((command) => command.includes(device));
}

function judgeParents(namespaces: readonly LabNamespace[]): readonly Finding[] {
  return namespaces.flatMap(({ node, devices }) => {
    const root = namespaces.find((other) => other.node === node && other.container === null);
    const known = root?.devices.map(({ name }) => name) ?? [];
    return devices.flatMap(({ type }): readonly Finding[] => {
      if (!('parent' in type) || known.includes(type.parent)) return [];
      return [
        {
          path: type.parentPath,
          message: `${node} has no device \`${type.parent}\``,
          hint: suggest(type.parent, known, `devices of ${node}`),
        },
      ];
    });
  });
}

/** Routes, NAT and firewall rules, tunnels and what sits on others name devices that are there. */
export const unknownDevice: Rule = {
  code: 'unknown-device',
  concludesFromAbsent: 'names',
  check: ({ lab }) => [
    ...lab.namespaces.flatMap((namespace) => judge(namespace, lab)),
    ...judgeParents(lab.namespaces),
  ],
};
