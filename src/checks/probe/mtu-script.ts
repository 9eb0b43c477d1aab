/** The pings that find the size of the largest packet that gets through in one piece. */
import { shellQuote } from '../../lib/shell-quote.ts';
import type { Target } from '../../topology/checks/parts.ts';
import type { Family } from '../../topology/prefix.ts';

/** IP header without options or extensions, and that of ICMP (RFC 791, 8200, 792, 4443). */
const HEADERS: Readonly<Record<Family, number>> = { 4: 28, 6: 48 };
/** A length of 16 bits. */
const LARGEST = 65_535;

/**
 * Sets DF and, where ping knows how, sends whatever was learnt before of the way's MTU (ping(8), -M;
 * iputils before 2024 have no `probe`).
 */
const chooseStrategy = 'unfragmented=probe; ping -M probe -V >/dev/null 2>&1 || unfragmented=do';

export interface MtuScript {
  readonly fits: string;
  readonly exceeds: string;
  readonly search: string;
}

/**
 * Two pings say all when the size is as expected. Only when one of them ends unexpectedly does a
 * search halve what lies between what passes and what does not.
 */
export function mtuScript(to: Target, bytes: number, waitSeconds: number): MtuScript {
  const headers = HEADERS[to.family];
  const ping = `ping -n -M $unfragmented -c 2 -i 0.2 -W ${waitSeconds} -s`;
  const address = shellQuote(to.address);
  return {
    fits: `${chooseStrategy}; ${ping} ${bytes - headers} ${address}; fits=$?; [ "$fits" = 0 ]`,
    exceeds: `${ping} ${bytes + 1 - headers} ${address}; exceeds=$?; [ "$exceeds" = 0 ]`,
    search: [
      `passes() { ${ping} $(($1 - ${headers})) ${address} >/dev/null 2>&1; }`,
      'if [ "$fits" = 0 ] && [ "$exceeds" != 0 ]; then',
      `  echo largest ${bytes}`,
      'else',
      `  low=${headers} high=${bytes}`,
      `  [ "$exceeds" != 0 ] || { low=${bytes + 1}; high=${LARGEST + 1}; }`,
      '  if passes $low; then',
      '    while [ $((high - low)) -gt 1 ]; do',
      '      middle=$(((low + high) / 2))',
      '      if passes $middle; then low=$middle; else high=$middle; fi',
      '    done',
      '    echo largest $low',
      '  else',
      '    echo nothing',
      '  fi',
      'fi',
    ].join('\n'),
  };
}

/** Bytes of the largest packet; null where not even the smallest gets through. */
export function parseLargest(output: string): { readonly largest: number | null } | null {
  const found = /^(?:largest (\d+)|nothing)$/m.exec(output);
  if (found === null) return null;
  return { largest: found[1] === undefined ? null : Number(found[1]) };
}
