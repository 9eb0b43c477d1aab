/** What is measured by a tool that is not there, or does nothing, is an error: never a verdict. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { takeStock } from './leftovers.ts';
import { it } from './own-host.ts';
import { pair, reaches } from './scenario-text.ts';
import { privateHost, recordOf } from './wirelab.ts';

const TOOLS = 'ping iperf3 tcpdump traceroute curl socat bridge ip';

/** Each asks something of the node, or of its way to `friend`, who is well, and of nobody else. */
function checksOf(node: string): readonly string[] {
  const nobody = '10.0.0.99';
  const elsewhere = '8.8.8.8';
  const flow = `from: ${node}, to: friend`;
  const back = `from: friend, to: ${node}`;
  return [
    `reach: { ${flow} }`,
    `reach: { ${flow}, over: vxlan0 }`,
    `reach: { ${flow}, knock_out: ens5 }`,
    `no_reach: { from: ${node}, to: ${nobody} }`,
    `no_reach: { from: ${node}, to: ${nobody}, expect: silence }`,
    `no_reach: { from: ${node}, to: ${nobody}, expect: rejected, control: friend }`,
    `no_reach: { from: ${node}, to: ${elsewhere}, expect: no_route }`,
    `routes: { at: ${node}, exactly: [] }`,
    `links: { at: ${node}, contains: [ens5] }`,
    `bridge_ports: { at: ${node}, bridge: br0, exactly: [] }`,
    `neighbours: { at: ${node}, absent: [${nobody}] }`,
    `fdb: { at: ${node}, dev: vxlan0, absent: [{ mac: '02:00:00:00:00:99' }] }`,
    `counters: { at: friend, dev: vxlan0, during: { ${flow} }, unchanged: true }`,
    `path: { ${flow}, hops: [friend] }`,
    `mtu: { ${flow} }`,
    `capture: { on: lan, during: { ${flow} }, not_seen: [{ vni: 99 }] }`,
    `capture: { on: { at: ${node}, dev: ens5 }, during: { ${back} }, not_seen: [{ vni: 99 }] }`,
    `tcp: { ${flow}, port: 80 }`,
    `tcp: { ${flow}, port: 81, expect: refused }`,
    `tcp: { from: ${node}, to: ${nobody}, port: 80, expect: silence }`,
    `http: { ${flow}, port: 80 }`,
    `source_seen: { ${flow}, address: ADDRESS }`,
    `source_seen: { ${back}, address: 10.0.0.30 }`,
    `throughput: { ${flow}, duration: 1s, at_least: 1kbit }`,
    `throughput: { ${back}, duration: 1s, at_least: 1kbit }`,
    `compare: { paths: { a: { ${flow} }, b: { ${flow} } }, claims: [{ better: a, than: b }] }`,
  ];
}

const well = [
  'reach: { from: friend, to: [gone, empty] }',
  'tcp: { from: friend, to: friend, port: 80 }',
  'capture: { on: { at: friend, dev: ens5 }, during: { from: friend, to: gone }, seen: [{ protocol: icmp, type: reply }], not_seen: [{ vni: 99 }] }',
];

/** Some tools are in two directories. */
const takenAway = {
  gone: 'while file=$(command -v $tool); do rm "$file"; done',
  empty: ': >"$(command -v $tool)"',
};

const addresses = { gone: '10.0.0.10', empty: '10.0.0.20' } as const;

const text = `title: Nodes without tools
segments: { lan: {} }
nodes:
${Object.entries(addresses)
  .map(
    ([name, address]) => `  ${name}:
    interfaces: { ens5: { segment: lan, address: ${address}/24 } }
    bridges: { br0: {} }
    vxlan: { vxlan0: { vni: 42, local: ${address}, remote: 10.0.0.30, dev: ens5 } }
    run: ['for tool in ${TOOLS}; do ${takenAway[name as keyof typeof takenAway]}; done']`,
  )
  .join('\n')}
  friend:
    interfaces: { ens5: { segment: lan, address: 10.0.0.30/24 } }
    vxlan: { vxlan0: { vni: 42, local: 10.0.0.30, remote: 10.0.0.10, dev: ens5 } }
    services: { web: { http: { port: 80, body: hello } } }
checks:
`;

/** The scenario's line for a check that gives up at the first try. */
function impatientLine(check: string): string {
  return `  - ${check.replace(': { ', ': { within: 0.1s, ')}\n`;
}

describe('a check by a tool', () => {
  it('that is not there, or does nothing, is an error', async ({ host }) => {
    const stock = takeStock(host);
    const healthy = well.map((check) => `  - ${check}\n`);
    const lines = Object.entries(addresses).flatMap(([node, address]) =>
      checksOf(node).map((check) => impatientLine(check.replace('ADDRESS', address))),
    );
    const file = host.write('toolless', [text, ...healthy, ...lines].join(''));
    const ended = await host.run(['run', file, '--json']);
    const record = recordOf(ended);
    const told = record.checks.map(({ id, outcome, observed }) => ({ id, outcome, observed }));
    const isWell = ({ id }: { readonly id: string }): boolean => /^[123]-/.test(id);
    expect(told.filter(isWell).map(({ outcome }) => outcome)).toEqual([
      'pass',
      'pass',
      'pass',
      'pass',
    ]);
    const others = told.filter((check) => !isWell(check));
    expect(others.filter(({ outcome }) => outcome !== 'error')).toEqual([]);
    expect(others).toHaveLength(lines.length);
    expect(record).toMatchObject({ outcome: 'error', problems: [] });
    expect(ended.code).toBe(3);
    await stock.expectNothingLeft();
  });

  it('that ends early on this machine is an error', async ({ onTestFinished }) => {
    const tools = mkdtempSync('/tmp/wl-tools-');
    const host = privateHost({ PATH: `${tools}:${process.env['PATH'] ?? ''}` });
    onTestFinished(() => {
      host.remove();
      rmSync(tools, { recursive: true });
    });
    const counts = '0 packets captured\n0 packets dropped by kernel';
    const tcpdump = `#!/bin/sh\nprintf 'tcpdump: listening on it\n${counts}\n' >&2\n`;
    writeFileSync(join(tools, 'tcpdump'), tcpdump, { mode: 0o755 });
    const during = 'during: { from: node1, to: node2 }';
    const file = host.write(
      'pair',
      pair(
        reaches,
        `capture: { on: lan, ${during}, not_seen: [{ vni: 1 }], within: 0.1s }`,
        `capture: { on: lan, ${during}, seen: [{ protocol: icmp }], within: 0.1s }`,
      ),
    );
    const ended = await host.run(['run', file, '--json']);
    const { checks } = recordOf(ended);
    expect(checks.map(({ outcome }) => outcome)).toEqual(['pass', 'error', 'error']);
    expect(checks.map(({ observed }) => observed)).toEqual([
      expect.anything(),
      ...Array<unknown>(2).fill(expect.stringContaining('tcpdump ended by itself')),
    ]);
    expect(ended.code).toBe(3);
  });
});
