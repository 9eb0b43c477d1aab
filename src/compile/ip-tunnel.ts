import type { IpTunnel } from '../topology/model.ts';

/** Line for `ip -batch` that creates a tunnel, which carries nothing but what its kind is for. */
export function ipTunnelLine({
  name,
  mac,
  mtu,
  encapsulation,
  local,
  remote,
  key,
  ttl,
  dev,
}: IpTunnel): string {
  const words = [
    `link add name ${name}`,
    ...(mac === null ? [] : [`address ${mac}`]),
    `mtu ${mtu} type ${encapsulation}${MODES[encapsulation]} local ${local} remote ${remote}`,
    ...(key === null ? [] : [`key ${key}`]),
    ...(ttl === null ? [] : [`ttl ${ttl}`]),
    ...(dev === null ? [] : [`dev ${dev}`]),
  ];
  return words.join(' ');
}

/** Of those that would carry anything otherwise (ip-link(8)). */
const MODES = { gre: '', gretap: '', ipip: ' mode ipip', sit: ' mode ip6ip' } as const;

export function ipTunnelFact({ encapsulation, local, remote, key, ttl, dev }: IpTunnel) {
  return { type: encapsulation, local, remote, inKey: key, outKey: key, ttl, dev } as const;
}
