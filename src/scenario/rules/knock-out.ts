import { suggest } from '../nearest.ts';
import { parseEndpoint } from '../parse/endpoint.ts';
import { parseKnockOut } from '../parse/knock-out.ts';
import { type Lab, listed } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

function judge(lab: Lab, from: string, text: string, path: Finding['path']): readonly Finding[] {
  const source = parseEndpoint(from);
  const named = parseKnockOut(text);
  if (source === null || named === null) return [];
  const node = named.node ?? source.node;
  const ofNode = lab.namespaces.filter((namespace) => namespace.node === node);
  if (ofNode.length === 0) {
    const nodes = [...new Set(lab.namespaces.map((namespace) => namespace.node))];
    const hint = suggest(node, nodes, 'nodes');
    return [{ path, message: `there is no node \`${node}\``, hint }];
  }
  const searched = ofNode.filter(
    ({ container }) =>
      container === null || (named.node === null && container === source.container),
  );
  const devices = searched.flatMap((namespace) => namespace.devices.map(({ name }) => name));
  if (devices.includes(named.device)) return [];
  const where = searched.map(({ label }) => label).join(' and ');
  const message = `${where} ${searched.length > 1 ? 'have' : 'has'} no device \`${named.device}\``;
  return [{ path, message, hint: suggest(named.device, devices, `devices of ${where}`) }];
}

/** `knock_out` names a device of the source, of its node, or of the node that it says. */
export const knockOutDevice: Rule = {
  code: 'unknown-device',
  concludesFromAbsent: 'names',
  check: ({ scenario, lab }) =>
    (scenario.checks ?? []).flatMap((check, index) => {
      if (check.kind !== 'reach' || typeof check.spec.knock_out !== 'string') return [];
      const { from, knock_out: text } = check.spec;
      const path = ['checks', index, 'reach', 'knock_out'];
      return listed(from, []).flatMap(({ item }) => judge(lab, item, text, path));
    }),
};
