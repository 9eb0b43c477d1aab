/** Nobody gets out of a node: not to the host, nor its networks, nor another lab. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Canary, canary, hostAddresses } from './canary.ts';
import { hostGateways, intruderScript, type WayOut } from './intruder.ts';
import { type PrivateHost, privateHost, recordOf } from './wirelab.ts';

/** Two machines; the second one serves. All labs of this scenario have the same segment. */
const scenario = (network: string): string => `title: Somebody, and a server
segments: { lan: {} }
nodes:
  node1: { interfaces: { ens5: { segment: lan, address: ${network}.10/24 } } }
  node2:
    interfaces: { ens5: { segment: lan, address: ${network}.20/24 } }
    services: { echo: { tcp: { port: 7 } } }
    run: setsid socat UDP4-RECVFROM:7,fork EXEC:cat </dev/null >/dev/null 2>&1 &
checks:
  - reach: { from: node1, to: node2 }
`;

/** QEMU's user network answers for itself at these (docs/qemu-provider.md). */
const slirp = { host: '192.0.2.2', dns: '192.0.2.3' };

const mgmt: readonly WayOut[] = [
  {
    name: 'vrf',
    route: `default via ${slirp.host} dev mgmt0 table 100`,
    inside: 'ip vrf exec mgmt',
  },
  { name: 'main', route: `default via ${slirp.host} dev mgmt0 onlink`, inside: '' },
];
const lan: readonly WayOut[] = [{ name: 'lan', route: '', inside: '' }];
const answered = (server: string) => [
  `lan TCP ${server} 7`,
  `lan UDP ${server} 7`,
  `lan ping ${server}`,
];
const segment: readonly WayOut[] = [{ name: 'segment', route: 'default dev ens5', inside: '' }];

describe('from inside of a node', () => {
  const host: PrivateHost = privateHost();
  let bird: Canary;
  let lab = '';
  let other = '';
  beforeAll(async () => {
    bird = await canary();
    const up = async (name: string, network: string): Promise<string> =>
      recordOf(await host.run(['up', host.write(name, scenario(network)), '--json'])).kept ?? '';
    lab = await up('one', '10.66.1');
    other = await up('other', '10.66.2');
  });
  afterAll(async () => {
    await host.run(['down', lab]);
    await host.run(['down', other]);
    await bird.close();
    host.remove();
  });

  const answers = async (
    ways: readonly WayOut[],
    targets: readonly string[],
    ports: readonly number[],
  ): Promise<readonly string[]> => {
    const script = intruderScript(ways, targets, ports);
    const { stdout } = await host.run(['exec', lab, 'node1', '--', 'sh', '-c', script]);
    const lines = stdout.trim().split('\n');
    expect(lines.pop()).toBe('done');
    return lines.toSorted();
  };

  it('what is there can be reached, so that silence means something', async () => {
    const [address = '127.0.0.1'] = hostAddresses();
    expect(await text(connect(bird.port, address))).toBe('caught\n');
    await expect.poll(() => bird.visitors.length).toBe(1);
    bird.visitors.length = 0;
    expect(await answers(lan, ['10.66.1.20'], [7])).toEqual(answered('10.66.1.20'));
  });

  it('nothing of the host answers over mgmt, but what QEMU answers itself', async () => {
    const targets = [...new Set([...hostAddresses(), ...hostGateways(), slirp.host, slirp.dns])];
    const heard = await answers(mgmt, targets, [bird.port, 53, 22]);
    const own = mgmt.flatMap(({ name }) =>
      [slirp.host, slirp.dns].map((at) => `${name} ping ${at}`),
    );
    expect(heard.filter((line) => !own.includes(line))).toEqual([]);
    expect(bird.visitors).toEqual([]);
  });

  it('nothing of the host answers over a segment', async () => {
    const targets = [...hostAddresses(), ...hostGateways()];
    expect(await answers(segment, targets, [bird.port, 22])).toEqual([]);
    expect(bird.visitors).toEqual([]);
  });

  it('nothing of another lab answers', async () => {
    const script = intruderScript(lan, ['10.66.2.20'], [7]);
    const { stdout } = await host.run(['exec', other, 'node1', '--', 'sh', '-c', script]);
    expect(stdout.trim().split('\n')).toEqual(expect.arrayContaining(answered('10.66.2.20')));
    expect(await answers([...mgmt, ...segment], ['10.66.2.10', '10.66.2.20'], [7, 22])).toEqual([]);
  });
});
