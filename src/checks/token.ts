/** Four letters that a packet carries, by which it is known again wherever it arrives. */
import { randomInt } from 'node:crypto';
import type { Family } from '../topology/prefix.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export function randomToken(): string {
  return Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

export function tokenHex(token: string): string {
  return Buffer.from(token, 'ascii').toString('hex');
}

/**
 * As pcap-filter(7) finds the token: in an echo request's data behind the 16 bytes of time that
 * ping puts first, or at the start of what a TCP segment carries.
 */
export function tokenFilter(token: string, protocol: 'icmp' | 'tcp', family: Family): string {
  const value = `0x${tokenHex(token)}`;
  if (protocol === 'icmp') {
    return family === 4
      ? `icmp[icmptype] = icmp-echo and icmp[24:4] = ${value}`
      : `ip6[6] = 58 and ip6[40] = 128 and ip6[64:4] = ${value}`;
  }
  return family === 4
    ? `tcp[((tcp[12] & 0xf0) >> 2):4] = ${value}`
    : `ip6[6] = 6 and ip6[40 + ((ip6[52] & 0xf0) >> 2):4] = ${value}`;
}
