import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newsLines } from '../../../src/cli/news-lines.ts';

let written = '';
beforeEach(() => {
  written = '';
  vi.useFakeTimers();
  vi.stubEnv('NO_COLOR', '1');
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

it('says every 30 s what is waited for, until the end', () => {
  const news = newsLines();
  news.say('image debian-13: fetching packages');
  vi.advanceTimersByTime(61_000);
  const lines = written.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('prepare: image debian-13: fetching packages');
  expect(lines[2]).toContain('… 1 min 00 s without news: image debian-13: fetching packages');
  news.end();
  vi.advanceTimersByTime(60_000);
  expect(written.trimEnd().split('\n')).toEqual(lines);
});
