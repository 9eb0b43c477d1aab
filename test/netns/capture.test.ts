import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namespaceFailure } from '../../src/lib/user-namespace.ts';
import { takeStock } from '../vm/leftovers.ts';
import { privateHost } from '../vm/wirelab.ts';

const scenario = `title: Two nodes
segments: { lan: {} }
nodes:
  node1:
    interfaces: { ens5: { segment: lan, address: 10.0.0.10/24 } }
    veth: { veth1: { peer: { container: con1, name: veth2 }, address: 172.16.0.1/24 } }
    containers: { con1: {} }
  node2: { interfaces: { ens5: { segment: lan, address: 10.0.0.20/24 } } }
`;

/** Bytes in front of the packets of a pcap file, and of each packet. */
const FILE_HEADER = 24;
const PACKET_HEADER = 16;

describe.runIf(namespaceFailure() === null)('wirelab capture', () => {
  const host = privateHost();
  const stock = takeStock(host);
  beforeAll(async () => {
    const { code, stderr } = await host.run([
      ...['up', host.write('pair', scenario), '--provider', 'netns'],
    ]);
    if (code !== 0) throw new Error(stderr);
  }, 120_000);
  afterAll(async () => {
    await host.run(['down', 'pair']);
    await stock.expectNothingLeft();
    host.remove();
  }, 120_000);

  const capturing = () => stock.leftovers().filter((thing) => /tcpdump|leash/.test(thing));
  const ping = () => host.run(['exec', 'pair', 'node1', '--', 'ping', '-c', '2', '10.0.0.20']);

  it.each([
    ['a segment', 'lan'],
    ['all devices of a node', 'node2'],
    ['a device', 'node1:ens5'],
  ])('streams %s, and ends after so many packets', async (_, point) => {
    const words = ['capture', 'pair', point, '--filter', 'icmp and host 10.0.0.10', '--count', '3'];
    const capture = host.start(words);
    await capture.said('listening on');
    await ping();
    const { code, stdout, stderr } = await capture.ended;
    expect(code).toBe(0);
    expect(stderr).toContain('3 packets captured');
    expect(Buffer.byteLength(stdout, 'utf8')).toBeGreaterThan(FILE_HEADER + 3 * PACKET_HEADER);
    expect(capturing()).toEqual([]);
  });

  it.each(['lan', 'node1/con1', 'node1/con1:veth2'])(
    'of %s is ended by Ctrl-C, and leaves no tcpdump',
    async (point) => {
      const capture = host.start(['capture', 'pair', point]);
      await capture.said('listening on');
      expect(capturing()).not.toEqual([]);
      capture.kill('SIGINT');
      expect((await capture.ended).code).toBe(130);
      expect(capturing()).toEqual([]);
    },
  );

  it('leaves no tcpdump when it is killed', async () => {
    const capture = host.start(['capture', 'pair', 'node1']);
    await capture.said('listening on');
    capture.kill('SIGKILL');
    await capture.ended;
    await expect.poll(capturing, { timeout: 5000 }).toEqual([]);
  });

  it.each([
    ['lam', 'did you mean `lan`?'],
    ['node1/con2', 'did you mean `node1/con1`?'],
    ['node1:ens6', 'node1 has no device `ens6`: did you mean `ens5`?'],
  ])('refuses %s', async (point, hint) => {
    const { code, stderr } = await host.run(['capture', 'pair', point]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(hint)]);
  });

  it('refuses a filter that tcpdump does not take', async () => {
    const { code, stderr } = await host.run(['capture', 'pair', 'lan', '--filter', 'no filter']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('does not take the filter')]);
  });

  it('does not write to a terminal', async () => {
    const codeFile = `${host.directory}/code`;
    const { stderr } = await host.startOnTerminal(['capture', 'pair', 'lan'], codeFile).ended;
    expect(stderr).toContain('wireshark -k -i -');
  });
});
