import { nearest } from '../nearest.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

/** What a last part alone is most often meant to be. */
const USUAL: readonly string[] = [
  'net.ipv4.ip_forward',
  'net.ipv4.conf.all.rp_filter',
  'net.ipv4.conf.all.proxy_arp',
  'net.bridge.bridge-nf-call-iptables',
];

function judge(name: string, path: Path): readonly Finding[] {
  if (/[./]/.test(name)) return [];
  const ends = USUAL.map((usual) => usual.split('.').at(-1) ?? '');
  const near = nearest(name, ends);
  const usual = near === null ? undefined : USUAL[ends.indexOf(near)];
  const hint = usual === undefined ? 'write it as `sysctl -a` does' : `did you mean \`${usual}\`?`;
  return [{ path, part: 'key', message: `expected a dotted name, found \`${name}\``, hint }];
}

/** Kernel settings go by their whole names. */
export const sysctlNames: Rule = {
  code: 'sysctl-name',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ spec, path }) =>
      Object.keys(spec.sysctls ?? {}).flatMap((name) => judge(name, [...path, 'sysctls', name])),
    ),
};
