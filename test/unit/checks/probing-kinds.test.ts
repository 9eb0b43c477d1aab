/** The kinds that send packets and look at something else, from the scenario's words on. */
import { describe, expect, test } from 'vitest';
import { expandCheck } from '../../../src/checks/kinds/kinds.ts';
import { HarnessError, UsageError } from '../../../src/lib/errors.ts';
import { allChecks } from '../../../src/topology/topology.ts';
import { resolveText } from '../topology/resolve-text.ts';
import { fakeLab, never, type Answers } from './fake-lab.ts';
import { recorded } from './recorded.ts';

const LAB = `title: t
segments: { lan: {} }
nodes:
  node1:
    interfaces: { ens5: { segment: lan, address: 10.0.0.10/16 } }
    bridges: { br0: { address: 172.16.0.1/24 } }
    containers:
      con1: { bridge: br0, veth: [veth10, veth11], address: 172.16.0.2/24, gateway: 172.16.0.1 }
    sysctls: { net.ipv4.ip_forward: 1 }
  node2:
    interfaces: { ens5: { segment: lan, address: 10.0.0.20/16 } }
    routes: [{ to: 172.16.0.0/24, via: 10.0.0.10 }]
`;

function casesOf(check: string) {
  const checks = allChecks(resolveText('test', `${LAB}checks:\n  - ${check}\n`));
  return checks.map(expandCheck).flatMap(({ cases }) => cases);
}

async function verdictOf(check: string, answer: Answers) {
  const [only] = casesOf(check);
  if (only === undefined) throw new Error('no case');
  const lab = fakeLab({ answer });
  const { outcome, observed } = await only.attempt(lab, never);
  return { outcome, observed, log: lab.log.join('\n') };
}

test.each([
  [
    'counters: { at: node1, dev: ens5, during: { from: node1/con1, to: node2 }, unchanged: true }',
    'ens5 of node1 counts, while node1/con1 → node2: received none, sent none (packets)',
  ],
  [
    'path: { from: node1/con1, to: node2, hops: [node1, "*", 10.0.0.20] }',
    'the way node1/con1 → node2 is node1 → * → 10.0.0.20',
  ],
  ['mtu: { from: node1/con1, to: node2 }', 'the MTU of node1/con1 → node2 is 1500'],
  ['mtu: { from: node1, to: node2, bytes: 1400 }', 'the MTU of node1 → node2 is 1400'],
])('a case without a title says what it is about: %s', (check, title) => {
  expect(casesOf(check).map((each) => each.title)).toEqual([title]);
});

describe('path', () => {
  const traceroute: Answers = (section) =>
    section === 'way' ? recorded('debian13', 'traceroute') : undefined;

  test.each([
    ['[172.16.0.1, 10.0.0.20]', 'pass'],
    ['[node1, node2]', 'pass'],
    ['[node1, "*"]', 'pass'],
    ['[node2]', 'fail'],
  ])('%s', async (hops, outcome) => {
    const check = `path: { from: node1/con1, to: node2, hops: ${hops} }`;
    const verdict = await verdictOf(check, traceroute);
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.log).toContain('traceroute -n -I -q 1 -w 1 -m');
  });

  test('without traceroute nothing is said', async () => {
    const missing = () => 'sh: 1: traceroute: not found';
    const check = 'path: { from: node1/con1, to: node2, hops: ["*"] }';
    await expect(verdictOf(check, missing)).rejects.toThrow(HarnessError);
  });
});

describe('counters', () => {
  const line = (packets: number) =>
    `ens5: ${packets * 100} ${packets} 0 0 0 0 0 0 ${packets * 200} ${packets} 0 0 0 0 0 0`;

  /** Every reading shows that so many more packets have passed. */
  function counting(step: number, ping = recorded('debian13', 'ping-answered')): Answers {
    let packets = 10;
    return (section) => {
      if (section === 'ping') return ping;
      packets += step;
      return line(packets);
    };
  }
  const spec = 'at: node1, dev: ens5, during: { from: node1/con1, to: node2, count: 2 }';

  test.each([
    ['rx_at_least: 2, tx_at_least: 2', 2, 'pass', 'received 2, sent 2 packets; 2/2 answered'],
    ['rx_at_least: 3', 2, 'fail', 'received 2, sent 2 packets; 2/2 answered'],
    ['unchanged: true', 0, 'pass', 'received 0, sent 0 packets; 2/2 answered'],
    ['unchanged: true', 1, 'fail', 'received 1, sent 1 packets; 2/2 answered'],
    ['unit: bytes, tx_at_least: 400', 2, 'pass', 'received 200, sent 400 bytes; 2/2 answered'],
  ])('%s', async (bounds, step, outcome, observed) => {
    const verdict = await verdictOf(`counters: { ${spec}, ${bounds} }`, counting(step));
    expect(verdict).toMatchObject({ outcome, observed });
  });

  test('a ping that sent nothing proves nothing', async () => {
    const refused = recorded('debian13', 'ping-no-route');
    const check = `counters: { ${spec}, unchanged: true }`;
    await expect(verdictOf(check, counting(0, refused))).rejects.toThrow(
      'the ping at node1/con1 sent nothing: connect: Network is unreachable',
    );
  });

  test('a device that is not there counts nothing', async () => {
    const check = `counters: { ${spec.replace('ens5', 'ens6')}, unchanged: true }`;
    await expect(verdictOf(check, counting(0))).rejects.toThrow('no device ens6');
  });
});

describe('mtu', () => {
  const searched =
    (search: string): Answers =>
    (section) => {
      if (section === 'search') return search;
      return recorded('debian13', section === 'fits' ? 'ping-size-fits' : 'ping-size-local');
    };
  const check = 'mtu: { from: node1/con1, to: node2 }';

  test.each([
    ['largest 1500', 'pass', 'the largest that gets through has 1500 bytes'],
    ['largest 1450', 'fail', 'the largest that gets through has 1450 bytes'],
    ['nothing', 'fail', 'nothing gets through, not even the smallest packet'],
  ])('%s', async (search, outcome, observed) => {
    expect(await verdictOf(check, searched(search))).toMatchObject({ outcome, observed });
  });

  test('without ping nothing is said', async () => {
    const missing = () => recorded('debian13', 'ping-missing');
    await expect(verdictOf(check, missing)).rejects.toThrow(HarnessError);
  });

  test('a way that the topology does not tell needs a size', () => {
    expect(() => casesOf('mtu: { from: node1, to: 8.8.8.8 }')).toThrow(UsageError);
    expect(casesOf('mtu: { from: node1, to: 8.8.8.8, bytes: 1500 }')).toHaveLength(1);
  });
});
