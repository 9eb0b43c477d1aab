import { describe, expect, test } from 'vitest';
import { areWithin, boundsWords, counterMoves } from '../../../src/checks/judge/counters.ts';
import { parseDeviceCounters } from '../../../src/checks/parse/device-counters.ts';
import { recorded, releases } from './recorded.ts';

const none = { atLeast: null, atMost: null };
const atLeast = (least: number) => ({ atLeast: least, atMost: null });
const atMost = (most: number) => ({ atLeast: null, atMost: most });

test.each(releases)('counters of a device, %s', (release) => {
  const read = parseDeviceCounters(recorded(release, 'proc-net-dev'), 'ens5');
  expect(read?.rxPackets).toBeGreaterThan(0);
  expect(read?.txPackets).toBeGreaterThan(0);
  expect(read?.rxBytes).toBeGreaterThan((read?.rxPackets ?? 0) * 14);
  expect(read?.txBytes).toBeGreaterThan((read?.txPackets ?? 0) * 14);
});

test('moves are packets or bytes', () => {
  const before = { rxPackets: 1, txPackets: 2, rxBytes: 100, txBytes: 200 };
  const after = { rxPackets: 3, txPackets: 5, rxBytes: 268, txBytes: 452 };
  expect(counterMoves('packets', before, after)).toEqual({ rx: 2, tx: 3 });
  expect(counterMoves('bytes', before, after)).toEqual({ rx: 168, tx: 252 });
});

describe('bounds', () => {
  test.each([
    [{ rx: atLeast(2), tx: none }, true, 'received at least 2'],
    [{ rx: atLeast(3), tx: none }, false, 'received at least 3'],
    [{ rx: none, tx: atMost(4) }, true, 'sent at most 4'],
    [{ rx: none, tx: atMost(3) }, false, 'sent at most 3'],
    [{ rx: atMost(0), tx: atMost(0) }, false, 'received none, sent none'],
    [
      { rx: { atLeast: 1, atMost: 2 }, tx: atLeast(4) },
      true,
      'received at least 1, received at most 2, sent at least 4',
    ],
  ])('%j of 2 and 4: %s', (bounds, within, words) => {
    expect(areWithin(bounds, { rx: 2, tx: 4 })).toBe(within);
    expect(boundsWords(bounds)).toBe(words);
  });

  test('unchanged', () => {
    expect(areWithin({ rx: atMost(0), tx: atMost(0) }, { rx: 0, tx: 0 })).toBe(true);
  });
});
