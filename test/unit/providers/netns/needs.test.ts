import { expect, it } from 'vitest';
import { lackOf } from '../../../../src/providers/netns/lacks.ts';
import { needsOf } from '../../../../src/providers/netns/needs.ts';
import { listScenarioFiles, scenariosDirectory } from '../../../../src/scenario/find.ts';
import { resolveText } from '../../topology/resolve-text.ts';
import { loadTopology } from '../../../../src/cli/topology.ts';

const file = (name: string) => {
  const found = listScenarioFiles(scenariosDirectory).find((path) =>
    path.endsWith(`/${name}.yaml`),
  );
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

const needs = async (name: string, tools: readonly string[] = []) =>
  needsOf(await loadTopology(file(name)), tools)
    .map(lackOf)
    .map(({ problem }) => problem);

it('are the links of nodes and containers, each once, by whom they are asked for first', async () => {
  expect((await needs('multi-node-overlay')).slice(0, 4)).toEqual([
    "this host's kernel lacks bridge (node1 br0)",
    "this host's kernel lacks vxlan (node1 vxlan0)",
    "this host's kernel lacks veth (node1 veth10)",
    "this host's kernel has no net.ipv4.ip_forward of each namespace's own (node1)",
  ]);
});

it('are what a later step asks for', async () => {
  const all = await needs('netns-to-internet');
  expect(all).toContainEqual(expect.stringContaining('takes no rules of nftables'));
  expect(all).toContainEqual(expect.stringContaining('this host lacks nft'));
});

it('are clocks of their own, where one is to be set', () => {
  const topology = resolveText(
    'clock',
    `title: t
nodes: { node1: {} }
steps: [{ name: late, faults: [{ clock: { node: node1, by: -1h } }] }]
`,
  );
  expect(needsOf(topology, []).map(lackOf)).toEqual([
    {
      problem: 'nodes share the clock of this host, which is never set (node1, step "late")',
      remedy: 'use --provider qemu',
    },
  ]);
});

it('are the programs of services and checks', async () => {
  const all = await needs('direct-routing-bgp', ['ping']);
  expect(all).toContainEqual(expect.stringMatching(/^this host lacks bird \(node1, service /));
  expect(all).toContain('this host lacks ping (a check)');
});
