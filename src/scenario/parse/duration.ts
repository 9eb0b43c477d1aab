const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

export const DURATION_PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m)$/;

/** Milliseconds of `20ms`, `1.5s` or `2m`; null when the text is no duration. */
export function parseDurationMs(text: string): number | null {
  const match = DURATION_PATTERN.exec(text);
  if (match === null) return null;
  const [, amount, unit] = match;
  const factor = UNIT_MS[unit ?? ''];
  return factor === undefined ? null : Number(amount) * factor;
}
