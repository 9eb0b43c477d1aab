import { describe, expect, test } from 'vitest';
import { capture } from '../../../src/checks/kinds/capture.ts';
import { captureOnDevice } from '../../../src/checks/probe/capture-on-device.ts';
import type { LabView } from '../../../src/checks/check.ts';
import type { ExecResult } from '../../../src/transport/transport.ts';
import { allChecks } from '../../../src/topology/topology.ts';
import { resolveText } from '../topology/resolve-text.ts';
import { ended, endpoint, fakeLab, never } from './fake-lab.ts';
import { recorded, recordedCapture } from './recorded.ts';

const LAB = `title: t
segments: { left: {}, right: {} }
nodes:
  node1: { interfaces: { ens5: { segment: left, address: 10.0.0.10/16 } } }
  node2: { interfaces: { ens5: { segment: right, address: 10.0.0.20/16 } } }
`;

function casesOf(spec: string) {
  const [check] = allChecks(resolveText('test', `${LAB}checks:\n  - capture: { ${spec} }\n`));
  if (check?.kind !== 'capture') throw new Error('no capture');
  return capture.expand(check);
}

const during = 'during: { from: node1, to: node2, count: 2 }';

test('a case for each place, with a name of its own', () => {
  const cases = casesOf(
    `on: [left, { at: node2, dev: ens5 }], ${during}, seen: [{ protocol: icmp }]`,
  );
  expect(cases.map(({ key, title }) => ({ key, title }))).toEqual([
    { key: 'left', title: 'left, while node1 → node2, shows icmp' },
    { key: 'node2-ens5', title: 'ens5 of node2, while node1 → node2, shows icmp' },
  ]);
});

test('on a segment: the capture runs around the ping, and is judged', async () => {
  const [only] = casesOf(`on: left, ${during}, seen: [{ protocol: icmp }], not_seen: [{ vni: 1 }]`);
  const lab = fakeLab({
    answer: () => recorded('debian13', 'ping-answered'),
    captures: { left: () => recordedCapture('clear') },
  });
  const verdict = await only?.attempt(lab, never);
  expect(verdict).toMatchObject({ outcome: 'pass' });
  expect(lab.log.map((line) => line.split(':')[0])).toEqual([
    'capture on left',
    'node1',
    'stop on left',
  ]);
  expect(verdict?.evidence[0]?.data).toContain('10.0.0.10 → 10.0.0.20 icmp request 1');
});

test('a ping that sends nothing proves nothing, and the capture is stopped', async () => {
  const [only] = casesOf(`on: left, ${during}, not_seen: [{ vni: 1 }]`);
  const lab = fakeLab({
    answer: () => recorded('debian13', 'ping-no-route'),
    captures: { left: () => recordedCapture('clear') },
  });
  await expect(only?.attempt(lab, never)).rejects.toThrow('the ping at node1 sent nothing');
  expect(lab.log.at(-1)).toBe('stop on left');
});

describe('on a device of a node', () => {
  const lab = (start: ExecResult, stop: ExecResult): LabView =>
    fakeLab({
      exec: (_, argv) => Promise.resolve(argv[2]?.includes('kill -INT') === true ? stop : start),
    });
  const on = (view: LabView) => captureOnDevice(view, endpoint('node1'), 'ens5', never);
  const said = (dropped: string) =>
    `tcpdump: listening on ens5\n4 packets captured\n4 packets received by filter\n${dropped} packets dropped by kernel\n`;

  test('gives what was caught', async () => {
    const bytes = recordedCapture('clear');
    const stop = ended(Buffer.from(bytes).toString('base64'), 0, said('0'));
    const running = await on(lab(ended(''), stop));
    expect(Uint8Array.from(await running.stop())).toEqual(bytes);
  });

  test('says why it does not start', async () => {
    const start = ended('tcpdump: ens5: No such device exists', 1);
    await expect(on(lab(start, ended('')))).rejects.toThrow(
      'tcpdump does not run on ens5 of node1: tcpdump: ens5: No such device exists',
    );
  });

  test.each([
    ['packets were lost', ended('', 0, said('3')), 'the capture on ens5 of node1 lost 3 packets'],
    ['it ended by itself', ended('', 1, 'tcpdump: died'), 'was lost: tcpdump: died'],
    ['it says nothing', ended(''), 'was lost'],
  ])('is no capture when %s', async (_, stop, message) => {
    const running = await on(lab(ended(''), stop));
    await expect(running.stop()).rejects.toThrow(message);
  });
});
