import type { Sysctl } from '../../topology/model.ts';

/** What the kernel has by itself, where 0 and 1 are not each other's opposites (ip-sysctl.rst). */
const DEFAULTS: readonly (readonly [RegExp, string])[] = [
  [/\.proxy_delay$/, '80'],
  [/\.rp_filter$/, '0'],
  [/\.fib_multipath_hash_policy$/, '0'],
];

/** A value that a setting has instead: the kernel's own, or the opposite. */
export function otherSetting({ key, value }: Sysctl): string {
  const own = DEFAULTS.find(([pattern]) => pattern.test(key))?.[1];
  if (own !== undefined && own !== value) return own;
  if (value === '0') return '1';
  if (value === '1') return '0';
  return /^\d+$/.test(value) ? String(Number(value) + 1) : '0';
}
