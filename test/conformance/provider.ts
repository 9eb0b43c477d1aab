/** What every provider must do, as tests. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markedProcesses } from '../../src/lib/marked-processes.ts';
import type { LabProvider, Provider, RunningNode } from '../../src/providers/provider.ts';
import type { Nic, Node } from '../../src/topology/model.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { openTransport } from '../../src/transport/open.ts';
import type { Transport } from '../../src/transport/transport.ts';
import { nodeWith } from '../unit/providers/qemu/nodes.ts';

const segments = Array.from({ length: 12 }, (_, index) => ({ name: `s${index}`, mtu: 1500 }));
/** Another run of these tests may be on this host. */
const lab = `conformance-${randomBytes(3).toString('hex')}`;

/** A node with one NIC on each segment: `eth0` on `s0` to `eth11` on `s11`. */
function wideNode(name: string, octet: string): Node {
  const names = segments.map((_, index) => `eth${index}`);
  const node = nodeWith(name, names);
  const devices = node.root.devices.map((device, index) => {
    const mac = `02:00:00:00:${octet}:${index.toString(16).padStart(2, '0')}`;
    return { ...(device as Nic), mac, segment: `s${index}` };
  });
  return { ...node, root: { ...node.root, devices } };
}

const nodes = [wideNode('left', '0a'), wideNode('right', '0b')];
const [left, right] = nodes as [Node, Node];

const topology: Topology = {
  name: lab,
  file: 'conformance.yaml',
  title: 'What every provider must do',
  segments,
  nodes,
  steps: [],
  given: [],
};

function context(signal = new AbortController().signal) {
  return { signal, progress: () => undefined };
}

interface Started {
  readonly running: RunningNode;
  readonly transport: Transport;
}

export function providerConformance(name: string, newProvider: () => Promise<Provider>): void {
  describe(`${name} provider`, () => {
    // Socket paths are short.
    const directory = mkdtempSync('/tmp/wl-');
    const started = new Map<string, Started>();
    let provider: Provider;
    let labProvider: LabProvider;

    async function start(node: Node): Promise<Started> {
      const running = await labProvider.startNode(node, context());
      const alive = () => labProvider.failure(node.name);
      const transport = await openTransport(running.access, { ...context(), deadlineMs, alive });
      const end = await transport.exec(['sh', '-s'], { stdin: running.identity() });
      expect(end).toMatchObject({ exitCode: 0, stderr: '' });
      return { running, transport };
    }

    async function sh(node: Node, script: string): Promise<string> {
      const { transport } = started.get(node.name) ?? {};
      const end = await transport?.exec(['sh', '-ec', script]);
      expect(end).toMatchObject({ exitCode: 0 });
      return end?.stdout ?? '';
    }

    async function macsOf(node: Node): Promise<Readonly<Record<string, string>>> {
      const links = JSON.parse(await sh(node, 'ip -j link show')) as readonly {
        readonly ifname: string;
        readonly address: string;
      }[];
      const nics = links.filter(({ ifname }) => ifname.startsWith('eth'));
      return Object.fromEntries(nics.map(({ ifname, address }) => [ifname, address]));
    }

    const wanted = (node: Node) =>
      Object.fromEntries(node.root.devices.map((device) => [device.name, device.mac]));

    beforeAll(async () => {
      provider = await newProvider();
      expect(await provider.checkHost()).toEqual([]);
      await provider.prepare(topology, { accel: 'auto', template: true }, context());
      labProvider = provider.openLab({ id: lab, directory, record: () => undefined });
      for (const segment of segments) await labProvider.createSegment(segment, context());
      const all = await Promise.all(
        nodes.map(async (node) => [node.name, await start(node)] as const),
      );
      for (const [node, facts] of all) started.set(node, facts);
      for (const [node, host] of [
        [left, 1],
        [right, 2],
      ] as const) {
        await sh(node, `ip addr add 10.99.0.${host}/24 dev eth3; ip link set eth3 mtu 9000 up`);
      }
    });
    afterAll(async () => {
      for (const { transport } of started.values()) await transport.close();
      await labProvider.close();
      rmSync(directory, { recursive: true, force: true });
    });

    test('gives a node twelve interfaces with the names and addresses that it must have', async () => {
      expect(await macsOf(left)).toEqual(wanted(left));
      expect(await macsOf(right)).toEqual(wanted(right));
    });

    test('creates once what is created twice', async () => {
      for (const segment of segments) await labProvider.createSegment(segment, context());
      const again = await labProvider.startNode(left, context());
      expect(again.access).toEqual(started.get('left')?.running.access);
      expect(await macsOf(left)).toEqual(wanted(left));
    });

    test('removes what is not there', async () => {
      await labProvider.removeSegment('nowhere');
      await labProvider.removeNode('nobody');
    });

    test('carries jumbo frames over a segment', async () => {
      const ping = 'ping -n -c 1 -W 5 -M do -s 8972 10.99.0.2';
      expect(await sh(left, ping)).toContain('8980 bytes from 10.99.0.2');
    });

    test('keeps segments apart', async () => {
      await sh(right, 'ip addr add 198.51.100.2/24 dev eth5; ip link set eth5 up');
      await sh(left, 'ip addr add 198.51.100.1/24 dev eth4; ip link set eth4 up');
      const ping = 'ping -n -c 2 -i 0.2 -W 1 198.51.100.2 || echo "exit code $?"';
      expect(await sh(left, ping)).toContain('exit code 1');
    });

    test('carries 802.1Q tags over a segment', async () => {
      // Destination, source, tag of VLAN 66, a type for experiments (RFC 5342), a payload.
      const frame = String.raw`\377\377\377\377\377\377\002\0\0\0\012\003\201\0\0\102\210\265tagged`;
      const send = `for i in 1 2 3; do printf '${frame}' | socat -u - INTERFACE:eth3; sleep 0.1; done`;
      const capture = await labProvider.captureSegment?.('s3', 'vlan 66');
      const seen = sh(
        right,
        'timeout 20 tcpdump -i eth3 -c 1 -w - --immediate-mode vlan 66 2>/dev/null | od -An -c',
      );
      const sending = (async () => {
        for (let round = 0; round < 5; round++) await sh(left, send);
      })();
      expect((await seen).replaceAll(/\s/g, '')).toContain('tagged');
      await sending;
      if (capture !== undefined)
        expect(Buffer.from(await capture.stop()).toString()).toContain('tagged');
    });

    test('says when a node is gone, and starts it anew as it was', async () => {
      expect(await labProvider.failure('right')).toBeNull();
      await started.get('right')?.transport.close();
      await labProvider.removeNode('right');
      expect(await labProvider.failure('right')).not.toBeNull();
      await labProvider.removeNode('right');
      started.set('right', await start(right));
      expect(await macsOf(right)).toEqual(wanted(right));
    });

    // Of providers that have the power to.
    test('pulls out a cable and plugs it in again, and the node sees it', async () => {
      const power = labProvider.faults;
      if (power === undefined) return;
      const until = (carrier: number) =>
        sh(
          left,
          `for i in $(seq 100); do [ "$(cat /sys/class/net/eth3/carrier)" = ${carrier} ] && exit 0; sleep 0.1; done; exit 1`,
        );
      const cable = { node: 'left', nic: 'eth3' };
      await until(1);
      await power.setPlugged(cable, false);
      await until(0);
      await power.setPlugged(cable, true);
      await until(1);
    });

    test('divides a segment and makes it whole, cuts the power, and plugs in as before', async () => {
      const power = labProvider.faults;
      if (power === undefined) return;
      const cables = nodes.map(({ name: node }) => ({ node, nic: 'eth3' }));
      const ping = 'ping -n -c 1 -W 2 10.99.0.2 || echo "exit code $?"';
      const configure = 'ip addr replace 10.99.0.2/24 dev eth3; ip link set eth3 up';
      await sh(right, configure);
      expect(await sh(left, ping)).toContain('bytes from 10.99.0.2');
      await power.divide(
        's3',
        cables.map((cable) => [cable]),
      );
      expect(await sh(left, ping)).toContain('exit code 1');
      await power.divide('s3', [cables]);
      expect(await sh(left, ping)).toContain('bytes from 10.99.0.2');

      await power.cutPower('right');
      expect(await labProvider.failure('right')).not.toBeNull();
      await started.get('right')?.transport.close();
      started.set('right', await start(right));
      expect(await labProvider.failure('right')).toBeNull();
      expect(await macsOf(right)).toEqual(wanted(right));
      await sh(right, configure);
      expect(await sh(left, ping)).toContain('bytes from 10.99.0.2');
    });

    test('gives up in the middle, and leaves nothing running', async () => {
      const other = `${lab}-aborted`;
      const place = mkdtempSync('/tmp/wl-');
      const aborted = provider.openLab({ id: other, directory: place, record: () => undefined });
      const controller = new AbortController();
      const starting = Promise.allSettled(
        nodes.map((node) => aborted.startNode(node, context(controller.signal))),
      );
      controller.abort(new Error('enough'));
      await starting;
      for (const node of nodes) await aborted.removeNode(node.name);
      await aborted.close();
      expect(markedProcesses().filter((process) => process.lab === other)).toEqual([]);
      rmSync(place, { recursive: true, force: true });
    });

    test('leaves no process when it is closed, once or twice', async () => {
      for (const { transport } of started.values()) await transport.close();
      started.clear();
      await labProvider.close();
      await labProvider.close();
      expect(markedProcesses().filter((process) => process.lab === lab)).toEqual([]);
    });
  });
}

const deadlineMs = 120_000;
