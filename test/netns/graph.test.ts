import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Drawing } from '../../src/diagram/drawing.ts';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { privateHost } from '../vm/wirelab.ts';

interface Observed extends Drawing {
  readonly differences: readonly string[];
}

// Where no namespaces may be made, no lab can be.
describe.runIf(namespaceFailure() === null)('wirelab graph --observed', () => {
  const host = privateHost();
  const graph = async (...flags: readonly string[]): Promise<string> => {
    const { stdout, stderr, code } = await host.run([
      'graph',
      'bridge-nat',
      '--observed',
      ...flags,
    ]);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };

  beforeAll(async () => {
    const { code, stderr } = await host.run(['up', 'bridge-nat', '--provider', 'netns']);
    if (code !== 0) throw new Error(stderr);
  }, 120_000);
  afterAll(async () => {
    await host.run(['down', 'bridge-nat']);
    host.remove();
  }, 120_000);

  it('draws a lab that is as it was configured without marks', async () => {
    const text = await graph();
    const drawn = await host.run(['graph', 'bridge-nat']);
    expect(text).toBe(`${drawn.stdout}\nThe lab is as it was configured.\n`);
  });

  it('marks what was taken away, and what was added', async () => {
    const change = 'ip link del veth20 && ip addr add 10.9.9.9/24 dev eth0';
    await host.run(['exec', 'bridge-nat', 'host', '--', 'sh', '-c', change]);
    const text = await graph();
    expect(text).toContain('veth20 (missing)');
    expect(text).toContain('10.9.9.9/24 (extra)');
    expect(text).toMatch(/^-link veth20 veth .* master docker0$/m);
    expect(text).toMatch(/^\+address 10\.9\.9\.9\/24 dev eth0$/m);
    const { nodes, differences } = JSON.parse(await graph('--format', 'json')) as Observed;
    const [node] = nodes;
    expect(node?.devices.find(({ name }) => name === 'veth20')?.mark).toBe('missing');
    expect(node?.devices.find(({ name }) => name === 'veth10')?.mark).toBeNull();
    expect(differences[0]).toBe('@@ host @@');
  });
});
