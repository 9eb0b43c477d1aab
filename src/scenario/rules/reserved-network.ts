import { parseAddress } from '../parse/address.ts';
import { contains, parseNetwork, type ParsedPrefix } from '../parse/prefix.ts';
import type { Finding, Rule } from './rule.ts';

/** TEST-NET-1 (RFC 5737), which wirelab uses for the network that SSH runs over. */
export const MGMT: ParsedPrefix = { family: 4, address: '192.0.2.0', length: 24 };

function isReserved(text: string): boolean {
  const network = parseNetwork(text) ?? parseAddress(text);
  return network !== null && contains(MGMT, network);
}

function finding(text: string, path: Finding['path']): Finding {
  return {
    path,
    message: `${text} lies in 192.0.2.0/24, which wirelab uses to reach the nodes`,
    hint: 'use another network; 198.51.100.0/24 and 203.0.113.0/24 are for examples too',
  };
}

export const reservedNetwork: Rule = {
  code: 'reserved-network',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) =>
    lab.namespaces.flatMap(({ devices, routes }) => [
      ...devices
        .flatMap(({ addresses }) => addresses)
        .filter(({ text }) => isReserved(text))
        .map(({ text, path }) => finding(text, path)),
      ...routes
        .filter(({ route }) => isReserved(route.to))
        .map(({ route, path }) => finding(route.to, [...path, 'to'])),
    ]),
};
