const MAX_LINES = 10;
const MAX_WIDTH = 160;

/** The part of a case's evidence that fits on a screen: the end of a text, or data as JSON. */
export function evidenceLines(data: unknown): readonly string[] {
  const all = evidenceText(data)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const end = all.slice(-MAX_LINES).map(shortened);
  return all.length > MAX_LINES ? [`… ${all.length - MAX_LINES} more lines above`, ...end] : end;
}

function shortened(line: string): string {
  return line.length > MAX_WIDTH ? `${line.slice(0, MAX_WIDTH - 1)}…` : line;
}

/** All of it. */
export function evidenceText(data: unknown): string {
  if (typeof data === 'string') return data;
  const json = JSON.stringify(data) as string | undefined;
  return json ?? '';
}
