/**
 * Rates as tc(8) writes them, section "PARAMETERS / RATES": bits or bytes (`bps`) a second with
 * SI (`k`, `m`, `g`, `t`) or IEC (`ki`, `mi`, `gi`, `ti`) prefixes; case does not matter.
 */
const RATE_PATTERN = /^(\d+(?:\.\d+)?)([kmgt]i?)?(bit|bps)$/i;

const SI_EXPONENT: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

/** Bits a second of `100mbit` or `12mbps` (bytes!); null when the text is no rate. */
export function parseRateBps(text: string): number | null {
  const match = RATE_PATTERN.exec(text);
  if (match === null) return null;
  const [, amount, prefix = '', unit = ''] = match;
  const letter = prefix.charAt(0).toLowerCase();
  const base = prefix.length === 2 ? 1024 : 1000;
  const exponent = SI_EXPONENT[letter];
  if (exponent === undefined) return null;
  const bitsPerUnit = unit.toLowerCase() === 'bps' ? 8 : 1;
  return Number(amount) * base ** exponent * bitsPerUnit;
}
