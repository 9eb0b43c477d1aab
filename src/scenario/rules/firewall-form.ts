import { parseNetwork } from '../parse/prefix.ts';
import type { RawFilterRule, RawFirewall } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

const HOOKS = ['input', 'forward', 'output'] as const;
type Hook = (typeof HOOKS)[number];

function judge(hook: Hook, rule: RawFilterRule, path: Path): readonly Finding[] {
  const findings: Finding[] = [];
  const refuse = (key: keyof RawFilterRule, message: string, hint: string | null = null) => {
    findings.push({ path: [...path, key], message, hint });
  };
  if (hook === 'input' && rule.out !== undefined) {
    refuse('out', 'a packet of `input` leaves by no device');
  }
  if (hook === 'output' && rule.in !== undefined) {
    refuse('in', 'a packet of `output` came in by no device');
  }
  if (rule.port !== undefined && rule.protocol !== 'tcp' && rule.protocol !== 'udp') {
    refuse('port', 'only tcp and udp have ports', 'add `protocol: tcp` or `protocol: udp`');
  }
  const [from, to] = [parseNetwork(rule.from ?? ''), parseNetwork(rule.to ?? '')];
  if (from !== null && to !== null && from.family !== to.family) {
    refuse('to', 'no packet goes from an address of one family to one of the other');
  }
  return findings;
}

function judgeAll(firewall: RawFirewall, path: Path): readonly Finding[] {
  return HOOKS.flatMap((hook) =>
    (firewall[hook]?.rules ?? []).flatMap((rule, index) =>
      judge(hook, rule, [...path, hook, 'rules', index]),
    ),
  );
}

/** A rule of a firewall can match something. */
export const firewallForm: Rule = {
  code: 'firewall-form',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ spec, path }) =>
      judgeAll(spec.firewall ?? {}, [...path, 'firewall']),
    ),
};
