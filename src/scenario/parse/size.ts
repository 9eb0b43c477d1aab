const UNIT_MIB: Readonly<Record<string, number>> = { MiB: 1, GiB: 1024 };

export const SIZE_PATTERN = /^(\d+)(MiB|GiB)$/;

/** Mebibytes of `256MiB` or `4GiB`; null when the text is no size. */
export function parseSizeMib(text: string): number | null {
  const match = SIZE_PATTERN.exec(text);
  const factor = UNIT_MIB[match?.[2] ?? ''];
  return match === null || factor === undefined ? null : Number(match[1]) * factor;
}
