import { parseAddress, parseAddressAndPort } from '../parse/address.ts';
import { parseNetwork } from '../parse/prefix.ts';
import { NAT_KINDS } from '../schema/nat.ts';
import { keysOf } from '../schema/one-of.ts';
import type { RawNat } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Finding, Rule } from './rule.ts';

type Kind = (typeof NAT_KINDS)[number];
type Key = Exclude<keyof RawNat, Kind>;

/** The keys that go with each kind. */
const OWN: Readonly<Record<Kind, readonly Key[]>> = {
  masquerade: ['out'],
  snat: ['to', 'out'],
  dnat: ['to', 'in', 'protocol'],
};

function judge(nat: RawNat, path: Path): readonly Finding[] {
  const [kind] = keysOf(nat, NAT_KINDS);
  if (kind === undefined) return [];
  const foreign = (['to', 'in', 'out', 'protocol'] as const).filter(
    (key) => nat[key] !== undefined && !OWN[kind].includes(key),
  );
  if (foreign.length > 0) {
    return foreign.map((key): Finding => ({
      path: [...path, key],
      part: 'key',
      message: `\`${key}\` does not go with \`${kind}\``,
      hint: `keys that do: ${OWN[kind].join(', ')}`,
    }));
  }
  return kind === 'masquerade' ? [] : judgeTarget(nat, kind, path);
}

function judgeTarget(nat: RawNat, kind: 'snat' | 'dnat', path: Path): readonly Finding[] {
  if (nat.to === undefined) {
    const example = kind === 'snat' ? '10.0.0.10' : '172.17.0.2:80';
    return [{ path, message: `\`${kind}\` needs \`to\``, hint: `such as \`to: ${example}\`` }];
  }
  const to = endOf(nat.to);
  const from = kind === 'snat' ? parseNetwork(nat.snat ?? '') : endOf(nat.dnat ?? '');
  if (from !== null && to !== null && from.family !== to.family) {
    const message = `expected an IPv${from.family} address for \`${kind}\`, found ${to.address}`;
    return [{ path: [...path, 'to'], message }];
  }
  const hasPort = [nat.to, nat.dnat ?? ''].some((text) => parseAddressAndPort(text) !== null);
  if (kind === 'snat' && hasPort) {
    return [{ path: [...path, 'to'], message: '`snat` changes no port', hint: 'leave it out' }];
  }
  if (hasPort && nat.protocol === undefined) {
    const message = 'a port means nothing without a protocol';
    return [{ path: [...path, 'dnat'], message, hint: 'add `protocol: tcp` or `protocol: udp`' }];
  }
  return [];
}

function endOf(text: string) {
  return parseAddress(text) ?? parseAddressAndPort(text);
}

/** A rule of address translation has the keys that go together. */
export const natForm: Rule = {
  code: 'nat-form',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ spec, path }) =>
      (spec.nat ?? []).flatMap((nat, index) => judge(nat, [...path, 'nat', index])),
    ),
};
