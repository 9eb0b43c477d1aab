import { describe, expect, test } from 'vitest';
import { impairmentFact } from '../../../src/compile/impairment.ts';
import { parseQdiscs } from '../../../src/compile/parse-qdisc.ts';

/** As Debian 13's tc prints them, kernel 6.12. */
const NETEM =
  '[{"kind":"netem","handle":"8001:","root":true,"refcnt":2,"options":{"limit":1000,"delay":{"delay":0.02,"jitter":0,"correlation":0},"seed":5495709962310171056,"ecn":false,"gap":0}}]';
const ALL =
  '[{"kind":"netem","handle":"8003:","root":true,"refcnt":2,"options":{"limit":1000,"delay":{"delay":0.02,"jitter":0.002,"correlation":0},"loss-random":{"loss":0.01,"correlation":0},"rate":{"rate":12500000,"packetoverhead":0,"cellsize":0,"celloverhead":0},"seed":7227562933607431781,"ecn":false,"gap":0}}]';
const OTHER =
  '[{"kind":"tbf","handle":"8002:","root":true,"refcnt":2,"options":{"rate":1250000,"burst":16384,"lat":50000}}]';
const NONE = '[{"kind":"noqueue","handle":"0:","root":true,"refcnt":2,"options":{}}]';

describe('parseQdiscs', () => {
  test('has what netem does on which device', () => {
    expect(parseQdiscs(['ens5', NETEM, 'ens6', ALL, 'ens7', NONE, 'ens8', OTHER])).toEqual([
      impairmentFact({ dev: 'ens5', delayMs: 20, jitterMs: 0, lossPercent: 0, rateBps: null }),
      impairmentFact({ dev: 'ens6', delayMs: 20, jitterMs: 2, lossPercent: 1, rateBps: 1e8 }),
    ]);
  });

  test('what is read back with errors of rounding is the same fact', () => {
    const uneven = { dev: 'ens5', delayMs: 1.5, jitterMs: 0, lossPercent: 33.3, rateBps: null };
    const said = NETEM.replace('"delay":0.02,', '"delay":0.0015000001,').replace(
      '"seed"',
      '"loss-random":{"loss":0.33300000009},"seed"',
    );
    expect(parseQdiscs(['ens5', said])).toEqual([impairmentFact(uneven)]);
  });
});
