const PERCENT_PATTERN = /^(\d+(?:\.\d+)?)%$/;

/** The number of `1%` or `0.5%`, from 0 to 100; null when the text is no share. */
export function parsePercent(text: string): number | null {
  const number = Number(PERCENT_PATTERN.exec(text)?.[1] ?? NaN);
  return number <= 100 ? number : null;
}
