import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeStock } from './leftovers.ts';
import { type Edit, edited, impatient } from './scenario-text.ts';
import { type PrivateHost, privateHost, recordOf } from './wirelab.ts';

interface Breakage {
  readonly scenario: string;
  readonly what: string;
  readonly edits: readonly Edit[];
  /** The case that must see it, by its id without number. */
  readonly failing: string;
}

const breakages: readonly Breakage[] = [
  {
    scenario: 'multi-node-overlay',
    what: "one end's VNI is another",
    edits: [['vni: 42', 'vni: 43']],
    failing: 'reach-node1/con1-node2/con1',
  },
  {
    scenario: 'multi-node-overlay',
    what: 'a route is missing',
    edits: [['- { to: 172.16.1.0/24, via: 192.168.42.2, dev: vxlan0 }', '[]']],
    failing: 'reach-node1/con1-node2/con2',
  },
  {
    scenario: 'multi-node-overlay',
    what: 'the router does not forward',
    edits: [
      ['  router:', '  router:'],
      ['ip_forward: 1', 'ip_forward: 0'],
    ],
    failing: 'reach-node2/con1-node1/con1',
  },
  {
    scenario: 'multi-node-overlay',
    what: 'a leg of the router is down',
    edits: [['address: 10.0.0.17/28', 'address: 10.0.0.17/28, up: false']],
    failing: 'reach-node1/con2-node2/con1',
  },
  {
    scenario: 'multi-node-same-l2',
    what: 'a route is missing',
    edits: [['- { to: 172.16.1.0/24, via: 10.0.0.20, dev: ens5 }', '[]']],
    failing: 'reach-node1/con1-node2/con1',
  },
  {
    scenario: 'multi-node-overlay-tun',
    what: 'the tunnel ends at another port',
    edits: [['remote: 10.0.0.20:11443', 'remote: 10.0.0.20:11444']],
    failing: 'reach-node1/con1-node2/con1',
  },
  {
    scenario: 'macvlan-multi-node',
    what: 'the devices keep to themselves',
    edits: [['parent: eth1', 'parent: eth1, mode: private']],
    failing: 'reach-node1/con1-node1/con2',
  },
];

describe.each(breakages)('$scenario, when $what', ({ scenario, edits, failing }) => {
  let host: PrivateHost;
  beforeEach(() => {
    host = privateHost();
  });
  afterEach(() => {
    host.remove();
  });

  it(`fails at ${failing}, and leaves nothing behind`, async () => {
    const stock = takeStock(host);
    const file = host.write(scenario, impatient(edited(scenario, edits)));
    const ended = await host.run(['run', file, '--filter', '-reach-', '--json']);
    const record = recordOf(ended);
    const failed = record.checks.filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ id }) => id)).toContainEqual(expect.stringContaining(failing));
    expect(record).toMatchObject({ outcome: 'failed', problems: [] });
    expect(ended.code).toBe(1);
    await stock.expectNothingLeft();
  });
});
