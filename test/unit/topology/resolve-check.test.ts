import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/topology/checks.ts';
import { UsageError } from '../../../src/lib/errors.ts';
import { allChecks } from '../../../src/topology/topology.ts';
import { resolveText } from './resolve-text.ts';

const LAB = `title: t
segments: { left: {}, right: {}, lan: {} }
nodes:
  node1:
    interfaces: { ens5: { segment: left, address: [10.0.0.10/16, 'fd00::10/64'] } }
    bridges: { br0: { address: 172.16.0.1/24 } }
    containers:
      con1: { bridge: br0, veth: [veth10, veth11], address: 172.16.0.2/24, gateway: 172.16.0.1 }
      con2: { bridge: br0, veth: [veth20, veth21], address: 172.16.0.3/24 }
    vxlan: { vxlan0: { vni: 42, local: 10.0.0.10, remote: 10.0.0.20 } }
  node2:
    interfaces: { ens5: { segment: right, address: [10.0.0.20/16, 'fd00::20/64'] } }
    tun: { tun0: { local: '10.0.0.20:9000', remote: '10.0.0.10:9001' } }
  router:
    interfaces:
      left: { segment: left, address: 10.0.0.1/28 }
      right: { segment: right, address: 10.0.0.17/28 }
  parent:
    interfaces: { ens5: { segment: lan, address: 192.168.0.10/24 } }
    containers:
      mac1: { macvlan: { parent: ens5 }, address: 192.168.0.130/24 }
      mac2: { macvlan: { parent: ens5 }, address: 192.168.0.131/24 }
      hidden: { macvlan: { parent: ens5, mode: private }, address: 192.168.0.132/24 }
  only6:
    interfaces: { ens5: { segment: left, address: 'fd00::66/64' } }
`;

function checksOf(...lines: readonly string[]): readonly Check[] {
  const list = lines.map((line) => `  - ${line}\n`).join('');
  return allChecks(resolveText('test', `${LAB}checks:\n${list}`));
}

function pairsOf(line: string): readonly string[] {
  const [check] = checksOf(line);
  if (check?.kind !== 'reach' && check?.kind !== 'no_reach') throw new Error('no pairs');
  return check.pairs.map(({ from, to }) => {
    return `${from.node}/${from.container ?? ''} ${to.label} ${to.address}`;
  });
}

describe('titles, numbers and places', () => {
  test.each([
    ['command: { at: node1, run: hostname }', null],
    ['command: { at: node1, run: hostname, title: It has a name }', 'It has a name'],
  ])('%s', (line, title) => {
    expect(checksOf('command: { at: node1, run: "true" }', line)[1]).toMatchObject({
      number: 2,
      title,
      where: { file: 'scenarios/test.yaml', line: LAB.split('\n').length + 2, column: 5 },
    });
  });
});

describe('pairs', () => {
  test('every source with every target, in the order written', () => {
    expect(pairsOf('reach: { from: [node1/con1, node1/con2], to: [router, 10.0.0.9] }')).toEqual([
      'node1/con1 router 10.0.0.1',
      'node1/con1 10.0.0.9 10.0.0.9',
      'node1/con2 router 10.0.0.1',
      'node1/con2 10.0.0.9 10.0.0.9',
    ]);
  });

  test('one for each family that both ends have', () => {
    expect(pairsOf('reach: { from: node1, to: node2 }')).toEqual([
      'node1/ node2 (IPv4) 10.0.0.20',
      'node1/ node2 (IPv6) fd00::20',
    ]);
    expect(pairsOf('reach: { from: only6, to: node2 }')).toEqual(['only6/ node2 fd00::20']);
  });

  test('a mesh leaves out the way to oneself', () => {
    const pairs = pairsOf(
      'reach: { from: [node1/con1, node1/con2], to: [node1/con1, node1/con2] }',
    );
    expect(pairs).toEqual(['node1/con1 node1/con2 172.16.0.3', 'node1/con2 node1/con1 172.16.0.2']);
  });

  test('a literal address knows its owner', () => {
    const [check] = checksOf('reach: { from: router, to: [172.16.0.3, 8.8.8.8] }');
    expect(check).toMatchObject({
      pairs: [
        { to: { label: '172.16.0.3', endpoint: { node: 'node1', container: 'con2' } } },
        { to: { label: '8.8.8.8', endpoint: null } },
      ],
    });
  });

  test('ends without a common family are the user’s mistake', () => {
    const resolve = () => checksOf('reach: { from: only6, to: router }');
    expect(resolve).toThrow(UsageError);
    expect(resolve).toThrow(
      /^scenarios\/test\.yaml:27:31: error: only6 and router have no address of/,
    );
  });
});

describe('over', () => {
  test.each([
    [
      'reach: { from: node1/con1, to: router, over: vxlan0 }',
      {
        device: 'vxlan0',
        outer: { kind: 'vxlan', vni: 42, port: 4789 },
        segments: ['left', 'right'],
      },
    ],
    [
      'reach: { from: node2, to: router, over: tun0 }',
      { device: 'tun0', outer: { kind: 'udp', port: 9001 }, segments: ['right', 'left'] },
    ],
  ])('%s', (line, over) => {
    expect(checksOf(line)).toMatchObject([{ pairs: [{ over }] }]);
  });
});

describe('control of no_reach', () => {
  test.each([
    ['the source’s gateway', '{ from: node1/con1, to: 8.8.8.8 }', '172.16.0.1'],
    [
      'a neighbour where the gateway is forbidden',
      '{ from: node1/con1, to: 172.16.0.1 }',
      '172.16.0.3',
    ],
    ['a neighbour on the same wire', '{ from: router, to: node1/con1 }', '10.0.0.10'],
    [
      'a sibling, not the parent of a macvlan device',
      '{ from: parent/mac1, to: 8.8.8.8 }',
      '192.168.0.131',
    ],
    ['what the scenario says', '{ from: router, to: node1/con1, control: node2 }', '10.0.0.20'],
  ])('%s', (_, spec, address) => {
    const [check] = checksOf(`no_reach: ${spec}`);
    const controls = check?.kind === 'no_reach' ? Object.values(check.control) : [];
    expect(controls.map((control) => control.address)).toEqual([address]);
  });

  test('no target that another check forbids the same source', () => {
    const [check] = checksOf(
      'no_reach: { from: router, to: node1/con1 }',
      'no_reach: { from: router, to: node1, expect: silence }',
    );
    expect(check).toMatchObject({ control: { router: { address: '10.0.0.20' } } });
  });

  test('none where the source has no neighbour to talk to', () => {
    expect(checksOf('no_reach: { from: parent/hidden, to: 8.8.8.8 }')).toMatchObject([
      { control: {} },
    ]);
  });
});

test('the other kinds, with their defaults', () => {
  const checks = checksOf(
    'routes: { at: node1, contains: ["  10.0.0.0/16   dev ens5 "] }',
    'throughput: { from: node1/con1, to: node2, rate: 10mbit, protocol: udp, at_least: { percent: 50, of: { from: router, to: node2 } } }',
    'command: { at: [node1, node2], run: ip -j link, json: { 0.ifname: lo } }',
    'reach: { from: node1, to: router, within: 1m }',
    'compare: { paths: { a: { from: node1, to: node2 }, b: { from: node1/con1, to: node2 } }, claims: [{ better: a, than: b }, { better: b, than: a, in: latency, text: b is quick, expect: refuted }] }',
  );
  expect(checks).toMatchObject([
    { kind: 'routes', mode: 'contains', routes: ['10.0.0.0/16 dev ens5'] },
    {
      kind: 'throughput',
      flow: { from: { node: 'node1', container: 'con1' }, to: { address: '10.0.0.20' } },
      rateBps: 10_000_000,
      durationMs: 2000,
      atLeast: { kind: 'relative', percent: 50, of: { from: { node: 'router' } } },
      maxLossPercent: null,
    },
    {
      kind: 'command',
      at: [{ node: 'node1' }, { node: 'node2' }],
      exitCode: 0,
      stdoutEquals: null,
      json: [{ path: '0.ifname', value: 'lo' }],
    },
    { kind: 'reach', withinMs: 60_000, count: 2, maxLossPercent: 0, maxRttMs: null },
    {
      kind: 'compare',
      paths: [
        { name: 'a', flow: { from: { node: 'node1', container: null } } },
        { name: 'b', flow: { from: { container: 'con1' }, to: { address: '10.0.0.20' } } },
      ],
      claims: [
        { text: 'a is faster than b', better: 'a', measure: 'throughput', expect: null },
        { text: 'a is faster than b', better: 'a', measure: 'latency', expect: null },
        { text: 'b is quick', better: 'b', than: 'a', measure: 'latency', expect: 'refuted' },
      ],
      rounds: 6,
      durationMs: 1000,
    },
  ]);
});
