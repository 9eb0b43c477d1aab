import { expect, it } from 'vitest';
import { colorsFor } from '../../../src/report/colors.ts';

it.each([
  [{}, {}, false],
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { TERM: 'dumb' }, false],
  [{ isTTY: true }, { NO_COLOR: '1' }, false],
  [{ isTTY: true }, { NO_COLOR: '' }, true],
  [{}, { FORCE_COLOR: '1' }, true],
  [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
  [{}, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [{}, { CI: 'true' }, true],
])('colours %j with %j: %s', (stream, env, expected) => {
  expect(colorsFor(stream, env).isColorSupported).toBe(expected);
});
