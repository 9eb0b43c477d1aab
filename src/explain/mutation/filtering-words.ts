/** Rules of NAT and firewalls, in about the words of nft(8). */
import { formatPrefix } from '../../scenario/parse/prefix.ts';
import type { FilterRule, Nat } from '../../topology/filtering.ts';

export function natWords(nat: Nat): string {
  switch (nat.kind) {
    case 'masquerade':
      return `masquerade ${formatPrefix(nat.source)}${word('out', nat.out)}`;
    case 'snat':
      return `snat ${formatPrefix(nat.source)} to ${nat.to}${word('out', nat.out)}`;
    case 'dnat': {
      const from = `${nat.address}${colon(nat.port)}`;
      return `dnat ${from} to ${nat.to.address}${colon(nat.to.port)}${word('in', nat.in)}`;
    }
  }
}

export function filterWords(rule: FilterRule): string {
  const { verdict, from, to, in: device, out, protocol, ports, states } = rule;
  return [
    verdict,
    word('from', from === null ? null : formatPrefix(from)),
    word('to', to === null ? null : formatPrefix(to)),
    word('in', device),
    word('out', out),
    word('protocol', protocol),
    word('port', ports.length === 0 ? null : ports.join(',')),
    word('state', states.length === 0 ? null : states.join(',')),
  ].join('');
}

function word(key: string, value: string | null): string {
  return value === null ? '' : ` ${key} ${value}`;
}

function colon(port: number | null): string {
  return port === null ? '' : `:${port}`;
}
