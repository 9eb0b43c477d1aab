import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { joinPcaps } from '../../../../src/checks/parse/join-pcaps.ts';
import { parsePcap } from '../../../../src/checks/parse/pcap.ts';
import { mergePassages } from '../../../../src/explain/timeline/merge.ts';
import { passagesIn } from '../../../../src/explain/timeline/passage.ts';
import { renderTimeline, timelineOf } from '../../../../src/explain/timeline/timeline.ts';

const ports = { vxlan: [4789], tun: [11443] };
const recorded = (name: string): Uint8Array =>
  readFileSync(new URL(`./recorded/${name}.pcap`, import.meta.url));
const catches = (kind: string) =>
  ['left', 'right'].map((segment) => ({ segment, pcap: recorded(`${kind}-${segment}`) }));
const lines = (kind: string): readonly string[] =>
  renderTimeline(timelineOf(catches(kind), ports))
    .trimEnd()
    .split('\n');

it('shows a packet once, with its way over both segments, through VXLAN', () => {
  expect(lines('vxlan')).toMatchInlineSnapshot(`
    [
      "Packets on left, right, in milliseconds since 2026-11-21T21:03:46.532Z",
      "      0.000  172.16.0.2 → 172.16.1.2  ICMP echo request, id 77, seq 1  on left (VXLAN 42, 10.0.0.10 → 10.0.0.20), right +0.017 (VXLAN 42, 10.0.0.10 → 10.0.0.20)",
      "      0.053  172.16.1.2 → 172.16.0.2  ICMP echo reply, id 77, seq 1  on right (VXLAN 42, 10.0.0.20 → 10.0.0.10), left +0.003 (VXLAN 42, 10.0.0.20 → 10.0.0.10)",
      "    200.517  172.16.0.2 → 172.16.1.2  ICMP echo request, id 77, seq 2  on left (VXLAN 42, 10.0.0.10 → 10.0.0.20), right +0.031 (VXLAN 42, 10.0.0.10 → 10.0.0.20)",
      "    200.588  172.16.1.2 → 172.16.0.2  ICMP echo reply, id 77, seq 2  on right (VXLAN 42, 10.0.0.20 → 10.0.0.10), left +0.005 (VXLAN 42, 10.0.0.20 → 10.0.0.10)",
    ]
  `);
});

it('shows a packet once, with its way over both segments, through TUN devices', () => {
  expect(lines('tun')).toMatchInlineSnapshot(`
    [
      "Packets on left, right, in milliseconds since 2026-11-21T21:03:51.428Z",
      "      0.000  172.16.0.2 → 172.16.1.2  ICMP echo request, id 77, seq 1  on left (UDP port 11443, 10.0.0.10 → 10.0.0.20), right +0.033 (UDP port 11443, 10.0.0.10 → 10.0.0.20)",
      "      0.177  172.16.1.2 → 172.16.0.2  ICMP echo reply, id 77, seq 1  on right (UDP port 11443, 10.0.0.20 → 10.0.0.10), left +0.006 (UDP port 11443, 10.0.0.20 → 10.0.0.10)",
      "    199.636  172.16.0.2 → 172.16.1.2  ICMP echo request, id 77, seq 2  on left (UDP port 11443, 10.0.0.10 → 10.0.0.20), right +0.018 (UDP port 11443, 10.0.0.10 → 10.0.0.20)",
      "    199.794  172.16.1.2 → 172.16.0.2  ICMP echo reply, id 77, seq 2  on right (UDP port 11443, 10.0.0.20 → 10.0.0.10), left +0.008 (UDP port 11443, 10.0.0.20 → 10.0.0.10)",
    ]
  `);
});

it('tells what was sent again from what goes on', () => {
  const passages = catches('tun').flatMap((caught) => passagesIn(caught, ports));
  const again = passages.map((each) => ({ ...each, timeNs: each.timeNs + 400_000_000n }));
  const journeys = mergePassages([...passages, ...again]);
  expect(journeys.map((journey) => journey.length)).toEqual(Array<number>(8).fill(2));
});

it('takes what comes too late for another packet', () => {
  const [first, second] = catches('tun').map((caught) => passagesIn(caught, ports)[0]);
  if (first === undefined || second === undefined) throw new Error('nothing was recorded');
  const late = { ...second, timeNs: first.timeNs + 3_000_000_000n };
  expect(mergePassages([first, second])).toHaveLength(1);
  expect(mergePassages([first, late])).toHaveLength(2);
});

it('does not take two machines that say the same on their links for one', () => {
  const [ours] = catches('tun').flatMap((caught) => passagesIn(caught, ports));
  if (ours?.packet.kind !== 'ip') throw new Error('nothing was recorded');
  const packet = { ...ours.packet, source: '::', destination: 'ff02::16' };
  const here = { ...ours, wraps: [], packet };
  expect(mergePassages([here, { ...here, segment: 'other' }])).toHaveLength(1);
  const there = { ...here, segment: 'other', from: '02:00:00:00:00:01' };
  expect(mergePassages([here, there])).toHaveLength(2);
});

it('says so when nothing crossed', () => {
  const empty = recorded('tun-left').subarray(0, 24);
  const text = renderTimeline(timelineOf([{ segment: 'lan', pcap: empty }], ports));
  expect(text).toBe('No packet crossed lan.\n');
});

it('joins files that took turns in the order of their packets', () => {
  const whole = recorded('tun-left');
  const header = whole.subarray(0, 24);
  const cut = 24 + 16 + 126;
  const older = whole.subarray(0, cut);
  const newer = Buffer.concat([header, whole.subarray(cut)]);
  expect(parsePcap(older).packets).toHaveLength(1);
  expect(Buffer.compare(joinPcaps([newer, older]), whole)).toBe(0);
  expect(Buffer.compare(joinPcaps([older, new Uint8Array()]), older)).toBe(0);
});
