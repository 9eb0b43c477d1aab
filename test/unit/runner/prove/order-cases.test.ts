import { describe, expect, it } from 'vitest';
import { planCases } from '../../../../src/checks/run/plan-cases.ts';
import { countKill, type Place, turnsFor } from '../../../../src/runner/prove/order-cases.ts';
import { resolveText } from '../../topology/resolve-text.ts';

const { steps } = resolveText(
  'order',
  `title: Order
segments: { lan: {} }
nodes:
  node1:
    interfaces: { eth0: { segment: lan, address: 10.0.0.1/24 } }
    services: { perf: { iperf3: {} } }
  node2:
    interfaces: { eth0: { segment: lan, address: 10.0.0.2/24 } }
checks:
  - reach: { from: node1, to: node2 }
  - reach: { from: node2, to: node1 }
  - no_reach: { from: node1, to: 10.9.0.1 }
  - throughput: { from: node2, to: node1, duration: 1s, at_least: { percent: 1, of: { from: node1, to: node2 } } }
  - routes: { at: node1, contains: [10.0.0.0/24 dev eth0] }
  - links: { at: node1, exactly: [lo, eth0] }
  - links: { at: node2, exactly: [lo, eth0] }
  - neighbours: { at: node1, present: [{ address: 10.0.0.2, dev: eth0 }] }
`,
);
const cases = planCases(steps[0]?.checks ?? [], null);
const none = { tookMs: new Map<string, number>(), kills: new Map<string, number>() };
const node1 = { node: 'node1', at: 'node1/con1' };
const node2 = { node: 'node2', at: 'node2/con1' };
const idsOf = (...args: Parameters<typeof turnsFor>) =>
  turnsFor(...args).map((turn) => turn.cases.map(({ id }) => id.replace(/^\d+-/, '')));

describe('the cases that are tried on a mutant', () => {
  it('are first those that read its node, one by one, then the others as in a run', () => {
    expect(idsOf(node1, cases, none)).toEqual([
      ['routes-node1'],
      ['links-node1'],
      ['reach-node1-node2', 'reach-node2-node1', 'links-node2'],
      ['no_reach-node1-10.9.0.1', 'neighbours-node1'],
    ]);
  });

  it('begin with what took least', () => {
    const tookMs = new Map(cases.map(({ id }) => [id, id.includes('links-node1') ? 10 : 20]));
    expect(idsOf(node1, cases, { ...none, tookMs })[0]).toEqual(['links-node1']);
  });

  it('begin with what has killed mutants of the same node', () => {
    const [, second] = cases;
    if (second === undefined) throw new Error('there is no case');
    const kills = new Map<string, number>();
    countKill(kills, node1, second);
    const known = idsOf({ node: 'node1', at: 'node1' }, cases, { ...none, kills });
    expect(known[2]).toEqual(['reach-node2-node1']);
    expect(known[3]).toEqual(['reach-node1-node2']);
    expect(known[4]).toEqual(['links-node2']);
    expect(idsOf(node2, cases, { ...none, kills })[1]).toContain('reach-node1-node2');
  });

  it('begin with what has killed mutants of the same place', () => {
    const [first, second] = cases;
    if (first === undefined || second === undefined) throw new Error('there is no case');
    const kills = new Map<string, number>();
    const other: Place = { node: 'node1', at: 'node1/con2' };
    countKill(kills, other, first);
    countKill(kills, other, first);
    countKill(kills, node1, second);
    const known = idsOf(node1, cases, { ...none, kills });
    expect(known.slice(2, 4)).toEqual([['reach-node2-node1'], ['reach-node1-node2']]);
  });

  it('go on with what concerns the place', () => {
    const known = idsOf({ node: 'node2', at: 'node2' }, cases, none);
    expect(known[1]).toEqual(['reach-node1-node2']);
    expect(known[2]).toEqual(['reach-node2-node1']);
  });

  it('make the nodes forget only before they send packets', () => {
    const turns = turnsFor(node1, cases, none);
    expect(turns.map(({ probes }) => probes)).toEqual([false, false, true, true]);
  });
});
