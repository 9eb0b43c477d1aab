import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../../src/cli/endpoint.ts';
import { UsageError } from '../../../src/lib/errors.ts';
import type { Namespace, Node } from '../../../src/topology/model.ts';

const bare: Namespace = {
  devices: [],
  routes: [],
  rules: [],
  neighbours: [],
  fdb: [],
  impairments: [],
  sysctls: [],
  nat: [],
  firewall: [],
  services: [],
  run: [],
};
const kind = { name: 'small', cpus: 1, memoryMib: 256, image: 'debian-13' };
const nodes: readonly Node[] = [
  { name: 'node1', kind, root: bare, containers: [{ name: 'con1', hostNetwork: false, ...bare }] },
  { name: 'router', kind, root: bare, containers: [] },
];

describe('NODE or NODE/CONTAINER', () => {
  it('names a place in the lab', () => {
    expect(endpointOf('node1', nodes)).toEqual({ node: 'node1', container: null });
    expect(endpointOf('node1/con1', nodes)).toEqual({ node: 'node1', container: 'con1' });
  });

  it.each([
    ['node1/', '`node1/` is no place in a lab: write NODE or NODE/CONTAINER.'],
    ['nod1', 'There is no node `nod1`: did you mean `node1`?'],
    ['xyz', 'There is no node `xyz`: there are: node1, router'],
    ['node1/con2', 'There is no container on node1 `con2`: did you mean `con1`?'],
    ['router/con1', 'There is no container on router `con1`: there is none'],
  ])('refuses %s', (text, message) => {
    expect(() => endpointOf(text, nodes)).toThrow(new UsageError(message));
  });
});
