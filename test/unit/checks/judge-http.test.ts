import { describe, expect, it } from 'vitest';
import { judgeHttp } from '../../../src/checks/judge/http.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { recorded } from './recorded.ts';

const anything = { status: 200, body: null, bodyContains: null };

function judged(name: string, exitCode: number, wanted: Partial<typeof anything> | object = {}) {
  const output = recorded('debian13', `http-${name}`).replace(/\n$/, '');
  return judgeHttp({ ...anything, ...wanted }, { output, exitCode });
}

describe('a page', () => {
  it.each([
    ['page', {}, 'status 200, "con1"'],
    ['page6', { body: 'con1' }, 'status 200, "con1"'],
    ['page', { body: 'con1\n', bodyContains: 'on' }, 'status 200, "con1"'],
    ['empty', { body: '' }, 'status 200, ""'],
    ['missing-page', { status: 404, bodyContains: '404 Not Found' }, /^status 404, "<HTML>/],
  ])('%s with %j passes', (name, wanted, observed) => {
    expect(judged(name, 0, wanted)).toEqual({
      passed: true,
      observed:
        typeof observed === 'string' ? observed : (expect.stringMatching(observed) as unknown),
    });
  });

  it.each([
    ['page', { body: 'con2' }, 'the body is "con1"'],
    ['page', { body: 'con' }, 'the body is "con1"'],
    ['page', { bodyContains: 'con2' }, 'the body has no "con2": "con1"'],
    ['page', { status: 404, body: '' }, 'status 200; the body is "con1"'],
    ['empty', { body: 'con1' }, 'the body is ""'],
    ['missing-page', {}, 'status 404'],
  ])('%s with %j fails', (name, wanted, observed) => {
    expect(judged(name, 0, wanted)).toEqual({ passed: false, observed });
  });
});

describe('no answer', () => {
  it.each([
    ['refused', 7, /^no answer: \(7\) Failed to connect to 10\.1\.0\.20 port 81/],
    ['rejected', 7, /^no answer: \(7\) Failed to connect/],
    ['no-route', 7, /^no answer: \(7\) Failed to connect/],
    ['silence', 28, /^no answer: \(28\) Connection timed out/],
    ['echo', 1, /^no answer: \(1\) Received HTTP\/0\.9/],
  ])('%s fails', (name, exitCode, observed) => {
    expect(judged(name, exitCode)).toEqual({
      passed: false,
      observed: expect.stringMatching(observed) as unknown,
    });
  });

  it('for want of curl is an error', () => {
    expect(() => judged('missing', 127)).toThrow(HarnessError);
    expect(() => judged('missing', 127)).toThrow(/curl: not found/);
  });
});
