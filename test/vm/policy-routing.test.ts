import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Before, takeStock } from './leftovers.ts';
import { type PrivateHost, privateHost, recordOf } from './wirelab.ts';

/** A node with two uplinks: its table 10 leads out by the second, and a rule says for whom. */
const text = `title: Two uplinks, chosen by the source
segments: { left: {}, right: {} }
nodes:
  node1:
    interfaces:
      ens5: { segment: left, address: [10.0.0.10/24, 'fd00::10/64'] }
      ens6: { segment: right, address: [10.1.0.10/24, 'fd01::10/64'] }
    bridges: { br0: { address: [172.16.0.1/24, 'fd02::1/64'] } }
    containers:
      con1: { bridge: br0, veth: [veth10, eth0], address: 172.16.0.2/24, gateway: 172.16.0.1 }
      con2:
        bridge: br0
        veth: [veth20, eth0]
        address: [172.16.0.3/24, 'fd02::3/64']
        gateway: [172.16.0.1, 'fd02::1']
    sysctls: { net.ipv4.ip_forward: 1, net.ipv6.conf.all.forwarding: 1 }
    routes:
      - { to: default, via: 10.0.0.1 }
      - { to: default, via: 'fd00::1' }
      - { to: default, via: 10.1.0.1, table: 10 }
      - { to: default, via: 'fd01::1', table: 10 }
    rules:
      - { priority: 2001, from: 172.16.0.3, iif: br0, table: 10 }
      - { priority: 2001, from: 'fd02::3', iif: br0, table: 10 }
  isp:
    interfaces:
      left: { segment: left, address: [10.0.0.1/24, 'fd00::1/64'] }
      right: { segment: right, address: [10.1.0.1/24, 'fd01::1/64'] }
    bridges: { world: { address: [10.9.0.1/32, 'fd09::1/128'] } }
    routes:
      - { to: 172.16.0.0/24, via: 10.1.0.10 }
      - { to: 'fd02::/64', via: 'fd01::10' }
checks:
  - reach: { from: node1/con1, to: 10.9.0.1 }
  - reach: { from: node1/con2, to: [10.9.0.1, 'fd09::1'] }
  - routes:
      at: node1
      table: 10
      exactly: [default via 10.1.0.1 dev ens6, 'default via fd01::1 dev ens6']
  - routes: { at: [node1/con1, isp], table: 10, exactly: [] }
  - counters: &first
      title: con1 leaves by the first
      at: isp
      dev: left
      during: { from: node1/con1, to: 10.9.0.1, count: 5 }
      rx_at_least: 5
  - counters: &second
      title: con2 leaves by the second
      at: isp
      dev: right
      during: { from: node1/con2, to: 10.9.0.1, count: 5 }
      rx_at_least: 5
  - counters: &second6
      title: con2 leaves by the second in IPv6
      at: isp
      dev: right
      during: { from: node1/con2, to: 'fd09::1', count: 5 }
      rx_at_least: 5
steps:
  - name: the rule is for the other container
    remove: { node1: { rules: [{ from: 172.16.0.3 }] } }
    change: { node1: { rules: [{ priority: 2002, from: 172.16.0.2, table: 10 }] } }
    checks:
      - counters: { <<: *first, title: con1 leaves by the second, dev: right }
      - counters: { <<: *second, title: con2 leaves by the first, dev: left }
      - counters: *second6
  - name: no rules at all
    remove: { node1: { rules: [{ priority: 2001 }, { priority: 2002 }], routes: [{ table: 10 }] } }
    checks:
      - routes: { at: node1, table: 10, exactly: [] }
      - counters: { <<: *second6, title: all leave by the first, dev: left }
`;

interface Failure {
  readonly what: string;
  readonly edit: readonly [string, string];
  /** Parts of the ids of the cases that must fail, in their order; no other may. */
  readonly failing: readonly string[];
}

const failures: readonly Failure[] = [
  {
    what: 'the rule for one family is not there',
    edit: ['      - { priority: 2001, from: 172.16.0.3, iif: br0, table: 10 }\n', ''],
    failing: ['con2 leaves by the second'],
  },
  {
    what: 'the table has the route of the first uplink',
    edit: [
      "- { to: default, via: 'fd01::1', table: 10 }",
      "- { to: default, via: 'fd00::1', table: 10 }",
    ],
    failing: ['con2 leaves by the second in IPv6'],
  },
];

describe('policy routing', () => {
  let host: PrivateHost;
  let stock: Before;
  beforeAll(() => {
    host = privateHost();
    stock = takeStock(host);
  });
  afterAll(() => {
    host.remove();
  });

  it('chooses the uplink by the source, step by step', async () => {
    const ended = await host.run(['run', host.write('policy', text), '--json']);
    const record = recordOf(ended);
    expect(record.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(record).toMatchObject({ outcome: 'passed', problems: [] });
    expect(record.checks).toHaveLength(14);
    expect(ended.code).toBe(0);
  });

  it.each(failures)('is seen to be gone when $what', async ({ edit: [old, replaced], failing }) => {
    const broken = text.replace(old, replaced);
    expect(broken).not.toBe(text);
    const start = broken.slice(0, broken.indexOf('steps:'));
    const file = host.write(
      'policy',
      start.replaceAll('title: con', 'within: 0.1s\n      title: con'),
    );
    const ended = await host.run(['run', file, '--filter', '-counters-', '--json']);
    const failed = recordOf(ended).checks.filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ title }) => title)).toEqual(failing);
    expect(ended.code).toBe(1);
  });

  it('leaves nothing behind', () => stock.expectNothingLeft());
});
