import ipaddr from 'ipaddr.js';
import type { Target } from '../../topology/checks/parts.ts';

/** An address and port as socat(1) and URLs have them: `10.0.0.20:80`, `[fd00::20]:80`. */
export function hostAndPort({ address, family }: Target, port: number): string {
  return family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Opens a connection and closes it, as one line of shell; notices (`-d -d`) say how far it came. */
export function connectCommand(to: Target, port: number, waitMs: number): string {
  return `socat -d -d -u OPEN:/dev/null ${peer(to, port, waitMs)}`;
}

/** Sends what it reads, and waits a moment for what the peer makes of it. */
export function sendCommand(to: Target, port: number, waitMs: number): string {
  return `socat -t 0.2 - ${peer(to, port, waitMs)}`;
}

function peer(to: Target, port: number, waitMs: number): string {
  return `TCP${to.family}:${hostAndPort(to, port)},connect-timeout=${waitMs / 1000}`;
}

/**
 * Packets of the connection, and ICMP errors about it: those carry the start of the packet that
 * they are about (RFC 792; RFC 4443, section 3.1), so that errors about others do not count.
 */
export function connectionFilter({ address, family }: Target, port: number): string {
  if (family === 4) {
    const target = ipaddr.IPv4.parse(address).toByteArray().map(hex).join('');
    const about = `icmp[17] = 6 and icmp[24:4] = 0x${target} and icmp[30:2] = ${port}`;
    return `(tcp and host ${address} and port ${port}) or (${about})`;
  }
  const own = `ip6 and tcp and host ${address} and port ${port}`;
  const about = `ip6[6] = 58 and ip6[40] < 128 and ip6[54] = 6 and ip6[90:2] = ${port}`;
  return `(${own}) or (${about})`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
