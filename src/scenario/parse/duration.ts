const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

export const DURATION_PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m)$/;
export const CLOCK_JUMP_PATTERN = /^([+-]?\d+(?:\.\d+)?)(s|m|h|d)$/;

/** Milliseconds of `20ms`, `1.5s` or `2m`; null when the text is no duration. */
export function parseDurationMs(text: string): number | null {
  return parsedMs(DURATION_PATTERN.exec(text));
}

/** Milliseconds of `1h`, `+30s` or `-2d`; null when the text says nothing of the kind. */
export function parseClockJumpMs(text: string): number | null {
  return parsedMs(CLOCK_JUMP_PATTERN.exec(text));
}

function parsedMs(match: RegExpExecArray | null): number | null {
  if (match === null) return null;
  const [, amount, unit] = match;
  const factor = UNIT_MS[unit ?? ''];
  return factor === undefined ? null : Number(amount) * factor;
}
