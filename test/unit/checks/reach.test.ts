import { describe, expect, it } from 'vitest';
import { reach } from '../../../src/checks/kinds/reach.ts';
import type { ReachCheck } from '../../../src/topology/checks/reach.ts';
import { HarnessError } from '../../../src/lib/errors.ts';
import { endpoint, fakeLab, never, target, where } from './fake-lab.ts';
import { recorded, recordedCapture } from './recorded.ts';

const from = endpoint('node1/con1');
const to = target('node2/con1', '172.16.1.2');
const plain: ReachCheck = {
  kind: 'reach',
  number: 3,
  title: 'containers reach each other',
  where,
  withinMs: 0,
  pairs: [{ from, to, over: null, knockOut: null }],
  count: 2,
  maxLossPercent: 0,
  maxRttMs: null,
};
const tunnelled: ReachCheck = {
  ...plain,
  pairs: [
    {
      from,
      to,
      over: {
        device: 'vxlan0',
        outer: { kind: 'vxlan', vni: 42, port: 4789 },
        segments: ['left', 'right'],
      },
      knockOut: null,
    },
  ],
};

function attempt(check: ReachCheck, lab: ReturnType<typeof fakeLab>) {
  const [only] = reach.expand(check);
  if (only === undefined) throw new Error('no case');
  return only.attempt(lab, never);
}

describe('reach', () => {
  it('names a case after its pair where the check has several', () => {
    const pairs = [
      ...plain.pairs,
      { from, to: target('8.8.8.8', '8.8.8.8'), over: null, knockOut: null },
    ];
    expect(reach.expand({ ...plain, pairs }).map(({ key, title }) => [key, title])).toEqual([
      ['node1/con1-node2/con1', 'containers reach each other (node1/con1 → node2/con1)'],
      ['node1/con1-8.8.8.8', 'containers reach each other (node1/con1 → 8.8.8.8)'],
    ]);
  });

  it('takes one exec, and passes on an answer', async () => {
    const lab = fakeLab({
      answer: (name) => (name === 'ping' ? recorded('debian13', 'ping-answered') : undefined),
    });
    const verdict = await attempt(plain, lab);
    expect(verdict).toMatchObject({
      outcome: 'pass',
      expected: 'node1/con1 reaches node2/con1 (172.16.1.2): loss ≤ 0 %',
    });
    expect(lab.log).toHaveLength(1);
    expect(lab.log[0]).toContain('ping -n -c 2 -i 0.2 -W 1 172.16.1.2');
  });

  it('shows the way that lost packets took', async () => {
    const lab = fakeLab({
      answer: (name) => (name === 'ping' ? recorded('debian13', 'ping-silence') : 'veth11 dev'),
    });
    const verdict = await attempt(plain, lab);
    expect(verdict).toMatchObject({ outcome: 'fail', observed: '0/2 answered, 100 % loss' });
    expect(verdict.evidence.map(({ what }) => what)).toEqual([
      'node1/con1: ping -n -c 2 -i 0.2 -W 1 172.16.1.2',
      'node1/con1: ip route get, ip neigh',
    ]);
  });

  it('gives a slow machine more time', async () => {
    const lab = fakeLab({
      answer: () => recorded('debian13', 'ping-answered'),
      timeFactor: 3,
    });
    const verdict = await attempt({ ...plain, maxRttMs: 1500 }, lab);
    expect(lab.log[0]).toContain('-W 5 ');
    expect(verdict.expected).toContain('mean rtt ≤ 4500 ms');
  });

  it('fails as the harness when ping is missing', async () => {
    const lab = fakeLab({ answer: () => recorded('debian13', 'ping-missing') });
    await expect(attempt(plain, lab)).rejects.toThrow(HarnessError);
  });
});

/** The recorded capture, as if the script's ping had caused it. */
function captureOf(name: string, recordedId: number) {
  return (script: string): Uint8Array => {
    const identifier = Number(/ -e (\d+) /.exec(script)?.[1]);
    const bytes = recordedCapture(name);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 4 <= bytes.length; at++) {
      // Identifier and a small sequence number, one after the other.
      if (view.getUint16(at) === recordedId && [1, 2].includes(view.getUint16(at + 2))) {
        view.setUint16(at, identifier);
      }
    }
    return bytes;
  };
}

describe('reach over a tunnel', () => {
  const counted = (packets: number) => `vxlan0: 0 ${packets} 0 0 0 0 0 0 0 ${packets} 0`;
  const answer = (name: string) =>
    ({
      before: counted(10),
      ping: recorded('debian13', 'ping-answered'),
      after: counted(12),
      source: recorded('debian13', 'route-get'),
    })[name];
  const tunnel = captureOf('vxlan', 4660);

  it('captures on every segment around one exec, and passes with proof', async () => {
    const lab = fakeLab({ answer, captures: { left: tunnel, right: tunnel } });
    const verdict = await attempt(tunnelled, lab);
    expect(verdict.observed).toMatch(/^2\/2 answered, 0 % loss, rtt .* ms, over vxlan0$/);
    expect(verdict.outcome).toBe('pass');
    expect(lab.log.map((line) => line.split(':')[0])).toEqual([
      'capture on left',
      'capture on right',
      'node1/con1',
      'stop on left',
      'stop on right',
    ]);
    expect(verdict.evidence[1]).toMatchObject({
      what: "the ping's packets on left",
      data: {
        outer: ['10.0.0.10 → 10.0.0.20', '10.0.0.20 → 10.0.0.10'],
        inner: ['172.16.0.2 → 172.16.1.2', '172.16.1.2 → 172.16.0.2'],
        innerInClear: 0,
        tunnel: { kind: 'vxlan', vni: 42, port: 4789 },
      },
    });
  });

  it('fails when one segment did not see the tunnel', async () => {
    const lab = fakeLab({
      answer,
      captures: { left: tunnel, right: () => recordedCapture('clear') },
    });
    expect(await attempt(tunnelled, lab)).toMatchObject({
      outcome: 'fail',
      observed: 'answered, but not over vxlan0: no VXLAN with VNI 42 carried it on right',
    });
  });

  it('stops the captures when the probe fails', async () => {
    const lab = fakeLab({ exec: () => Promise.reject(new HarnessError('connection lost')) });
    await expect(attempt(tunnelled, lab)).rejects.toThrow('connection lost');
    expect(lab.log.slice(-2)).toEqual(['stop on left', 'stop on right']);
  });

  it('stops the other captures when one does not start', async () => {
    const lab = fakeLab({ answer });
    const broken = {
      ...lab,
      capture: (segment: string, filter: string) =>
        segment === 'right'
          ? Promise.reject(new HarnessError('no tcpdump'))
          : lab.capture(segment, filter),
    };
    const [only] = reach.expand(tunnelled);
    await expect(only?.attempt(broken, never)).rejects.toThrow('no tcpdump');
    expect(lab.log.at(-1)).toBe('stop on left');
    expect(lab.log.some((line) => line.startsWith('node1'))).toBe(false);
  });
});
