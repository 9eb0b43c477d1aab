/** Which names are there, of those that must be there or may be. */

export interface ExpectedNames {
  readonly mode: 'contains' | 'exactly';
  readonly names: readonly string[];
}

/** `missing: veth10; unexpected: eth0`; null when all is as expected. */
export function namesObjection(
  { mode, names }: ExpectedNames,
  seen: readonly string[],
): string | null {
  const missing = names.filter((name) => !seen.includes(name));
  const unexpected = mode === 'exactly' ? seen.filter((name) => !names.includes(name)) : [];
  const parts = [
    ...(missing.length === 0 ? [] : [`missing: ${missing.join(', ')}`]),
    ...(unexpected.length === 0 ? [] : [`unexpected: ${unexpected.join(', ')}`]),
  ];
  return parts.length === 0 ? null : parts.join('; ');
}

/** `lo, veth11`, or `none`. */
export function nameList(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
