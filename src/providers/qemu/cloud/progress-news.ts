import type { Progress } from '../../provider.ts';

const newsEveryMs = 2000;

export function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes < 9_950_000 ? 1 : 0);
}

/** Says every two seconds, and at the end, how much there is of `total` bytes, and how fast. */
export function progressNews(
  what: string,
  start: number,
  total: number | null,
  progress: Progress,
): (size: number) => void {
  const startedAt = performance.now();
  let saidAt = startedAt;
  return (size) => {
    const now = performance.now();
    if (now - saidAt < newsEveryMs && size !== total) return;
    saidAt = now;
    const rate = megabytes(((size - start) / Math.max(1, now - startedAt)) * 1000);
    const share = total === null ? '' : `${Math.floor((size / total) * 100)} %, `;
    const of = total === null ? '' : ` of ${megabytes(total)}`;
    progress(`${what}: downloading, ${share}${megabytes(size)}${of} MB, ${rate} MB/s`);
  };
}
