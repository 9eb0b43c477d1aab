/** Takes devices down on this machine's own kernel, which takes root and nft. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeDown } from '../../../src/runner/take-down.ts';
import type { Node } from '../../../src/topology/model.ts';
import type { Transport } from '../../../src/transport/transport.ts';
import { resolveText } from '../topology/resolve-text.ts';
import { type LiveNode, liveNode } from './live-lab.ts';

const [node] = resolveText(
  'two',
  `title: t
segments: { lan: {} }
nodes:
  node1:
    interfaces: { ens5: { segment: lan, address: [10.0.0.10/24, 'fd00:10::10/64'] } }
    bridges: { br0: { address: [172.16.0.1/24, 'fd00:16::1/64'] } }
    containers:
      con1:
        bridge: br0
        veth: [veth10, veth11]
        address: [172.16.0.2/24, 'fd00:16::2/64']
        gateway: 172.16.0.1
        routes: [{ to: 'fd00:9::/64', via: 'fd00:16::1' }]
    vxlan: { vxlan0: { vni: 42, local: 10.0.0.10, remote: 10.0.0.20, address: 192.168.42.1/30 } }
    tun: { tun0: { local: '10.0.0.10:9000', remote: '10.0.0.20:9000' } }
    routes:
      - { to: 172.16.1.0/24, via: 192.168.42.2, dev: vxlan0 }
      - { to: 172.16.2.0/24, dev: tun0 }
      - { to: 10.9.0.0/16, via: 10.0.0.20 }
      - { to: 'fd00:9::/64', via: 'fd00:10::20' }
  node2: { interfaces: { ens5: { segment: lan, address: [10.0.0.20/24, 'fd00:10::20/64'] } } }
`,
).nodes;
if (node === undefined) throw new Error('no node');
const node1: Node = node;

const canTry = process.getuid?.() === 0 && existsSync('/usr/sbin/nft');

describe.runIf(canTry)('a device that is taken down', () => {
  let live: LiveNode;
  beforeEach(async () => {
    live = await liveNode(node1);
  });
  afterEach(() => live.end());

  /**
   * Addresses and routes of both families, of the node and its container. Link-local ones come
   * when a device finds its carrier, a TUN device's with its daemon.
   */
  async function state(): Promise<string> {
    const show = 'for f in -4 -6; do ip $f -o addr; ip $f route; done | grep -v fe80: | sort';
    const script = `(${show}; ip netns exec con1 sh -c '${show}') | sed 's/ pref .*//; s/[0-9]*: //'`;
    const { stdout } = await live.transport.exec(['sh', '-c', script]);
    return stdout.replaceAll(/ (?:linkdown|dadfailed|tentative|valid_lft.*|\\\\.*)/g, '');
  }

  const down = (
    device: string,
    container: string | null,
    options: {
      readonly signal?: AbortSignal;
      readonly transport?: Transport;
      readonly timeFactor?: number;
    } = {},
  ) => {
    const { signal = new AbortController().signal, transport = live.transport } = options;
    const { timeFactor = 1 } = options;
    const what = { node: 'node1', container, device };
    return takeDown(what, { node: node1, transport, timeFactor, signal });
  };

  test.each([
    ['ens5', null, '10.9.0.0/16 via 10.0.0.20'],
    ['br0', null, '172.16.0.0/24 dev br0'],
    ['vxlan0', null, '172.16.1.0/24 via 192.168.42.2'],
    ['tun0', null, '172.16.2.0/24 dev tun0'],
    ['veth11', 'con1', 'default via 172.16.0.1'],
  ])('%s comes back with all that went with it', async (device, container, route) => {
    const before = await state();
    const restore = await down(device, container);
    const meanwhile = await state();
    expect(before).toContain(route);
    expect(meanwhile).not.toContain(route);
    await restore();
    expect(await state()).toBe(before);
  });

  test('keeps what an author has made beside', async () => {
    await live.transport.exec(['ip', 'route', 'add', '10.8.0.0/16', 'via', '172.16.0.2']);
    const before = await state();
    await (
      await down('vxlan0', null)
    )();
    expect(await state()).toBe(before);
  });

  test('is not as before without a route of the author over it', async () => {
    await live.transport.exec(['ip', 'route', 'add', '10.8.0.0/16', 'via', '192.168.42.2']);
    const restore = await down('vxlan0', null, { timeFactor: 0.01 });
    await expect(restore()).rejects.toMatchObject({
      diff: '@@ node1 @@\n-route 10.8.0.0/16 via 192.168.42.2 dev vxlan0',
    });
  });

  test('comes back although the run has been stopped', async () => {
    const before = await state();
    const stop = new AbortController();
    const restore = await down('br0', null, { signal: stop.signal });
    stop.abort(new Error('interrupted'));
    await restore();
    expect(await state()).toBe(before);
  });

  test('comes back when the answer to taking it down was lost', async () => {
    const before = await state();
    const { transport } = live;
    const lossy: Transport = {
      ...transport,
      exec: async (argv, options) => {
        const result = await transport.exec(argv, options);
        if (argv.at(-1) === 'down') throw new Error('connection lost');
        return result;
      },
    };
    await expect(down('br0', null, { transport: lossy })).rejects.toThrow('connection lost');
    expect(await state()).toBe(before);
  });

  test('that is not there is an error, and nothing else happens', async () => {
    const before = await state();
    await expect(down('br9', null)).rejects.toThrow('br9 of node1 stays up: Cannot find device');
    expect(await state()).toBe(before);
  });
});
