import { describe, expect, test } from 'vitest';
import { insideEndpoint } from '../../../src/runner/inside-endpoint.ts';
import { allChecks } from '../../../src/topology/topology.ts';
import { resolveText } from './resolve-text.ts';

const topology = resolveText(
  'test',
  `title: t
segments: { lan: {} }
nodes:
  node1:
    interfaces: { ens5: { segment: lan, address: 10.0.0.10/16 } }
    containers: { web: { network: host, run: echo on the node }, lonely: { network: none } }
  node2:
    interfaces: { ens5: { segment: lan, address: 10.0.0.20/16 } }
checks:
  - reach: { from: node2, to: node1/web }
  - no_reach: { from: node1/web, to: 10.9.9.9 }
`,
);

function inside(container: string | null): readonly string[] {
  return insideEndpoint({ node: 'node1', container }, ['true'], topology.nodes);
}

describe('network: host', () => {
  test('commands run in the node’s own namespace', () => {
    expect(inside('web')).toEqual(inside(null));
    expect(inside('lonely')).toEqual(['ip', 'netns', 'exec', 'lonely', 'true']);
  });

  test('as a target it is the node’s address, under its own name', () => {
    expect(allChecks(topology)[0]).toMatchObject({
      pairs: [{ to: { label: 'node1/web', address: '10.0.0.10' } }],
    });
  });

  test('its control is somebody else, and not the node that it is', () => {
    expect(allChecks(topology)[1]).toMatchObject({
      control: { 'node1/web': { label: 'node2', address: '10.0.0.20' } },
    });
  });
});
