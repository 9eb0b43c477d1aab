import { describe, expect, test } from 'vitest';
import { factLine } from '../../../src/compile/fact-line.ts';
import { parseServices, parseSockets } from '../../../src/compile/parse-service.ts';

const rest = '0A 00000000:00000000 00:00000000 00000000     0        0';
/** As grep -H and find -printf print them in a node; see service-readback.ts. */
const sockets = [
  '/proc/354/fd socket:[1848]',
  '/proc/358/fd socket:[1861]',
  '/proc/358/fd socket:[1870]',
  '/proc/359/fd socket:[1862]',
  `/proc/354/net/tcp:   0: 00000000:0016 00000000:0000 ${rest} 1485 1 00000000962b5fb6 100 0 0 10 0`,
  `/proc/354/net/tcp6:   2: ${'0'.repeat(32)}:1451 ${'0'.repeat(32)}:0000 ${rest} 1848 1 00000000e7f7ca8f 100 0 0 10 0`,
  `/proc/358/net/tcp:   0: 030011AC:0050 00000000:0000 ${rest} 1861 1 0000000025c6fd70 100 0 0 10 0`,
  `/proc/358/net/tcp6:   0: ${'0'.repeat(32)}:0050 ${'0'.repeat(32)}:0000 ${rest} 1870 1 000000000ff0e0f1 100 0 0 10 0`,
  `/proc/359/net/tcp:   0: 030011AC:0050 00000000:0000 ${rest} 1861 1 0000000025c6fd70 100 0 0 10 0`,
];

function lines(...printed: readonly string[]): readonly string[] {
  return parseServices(printed, parseSockets(sockets)).map(factLine);
}

describe('the sockets of processes', () => {
  test('are those that each has itself, once a port', () => {
    expect([...parseSockets(sockets)]).toEqual([
      [354, [5201]],
      [358, [80]],
    ]);
  });
});

describe('services', () => {
  test.each([
    ['one that listens', ['= perf 354'], ['service perf listens on tcp 5201']],
    [
      'one beside whom somebody else listens',
      ['= web 359'],
      ['service web runs, listens on no port'],
    ],
    ['one that was not started', ['= web stopped'], ['service web stopped']],
    [
      'one that ended, and another',
      ['= web ended', '|httpd: bind: Address already in use', '|', '= echo ended', '= perf 354'],
      [
        'service web ended: httpd: bind: Address already in use',
        'service echo ended: it said nothing',
        'service perf listens on tcp 5201',
      ],
    ],
  ])('%s', (_, printed, expected) => {
    expect(lines(...printed)).toEqual(expected);
  });
});
