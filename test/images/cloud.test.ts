/** Nodes of a cloud image, which the test makes, serves, and boots. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImageServer, imageServer } from '../unit/providers/qemu/cloud/image-server.ts';
import { type Before, takeStock } from '../vm/leftovers.ts';
import { type PrivateHost, privateHost, recordOf } from '../vm/wirelab.ts';
import { makeCloudDisk } from './disk.ts';
import { inventoryWith } from './inventory.ts';
import { privateCache } from './private-cache.ts';

const scenario = `title: A cloud image beside built ones
segments: { lan: {} }
nodes:
  new: { interfaces: { ens5: { segment: lan, address: 10.0.0.10/24 } } }
  old: { image: debian-12, interfaces: { ens5: { segment: lan, address: 10.0.0.20/24 } } }
  cloud1: { kind: cloud, interfaces: { ens5: { segment: lan, address: 10.0.0.30/24 } } }
  cloud2: { kind: cloud, interfaces: { ens5: { segment: lan, address: 10.0.0.40/24 } } }
checks:
  - reach: { from: [new, old, cloud1, cloud2], to: [new, old, cloud1, cloud2] }
  - routes: { at: cloud1, exactly: ['10.0.0.0/24 dev ens5'] }
  - tcp: { from: cloud1, to: cloud2, port: 22 }
  - capture: { on: { at: cloud2, dev: ens5 }, during: { from: cloud1, to: cloud2 }, seen: [{ protocol: icmp, type: request }] }
`;

const alone = `title: A node of a cloud image, by itself
segments: { lan: {} }
nodes:
  cloud1: { kind: cloud, interfaces: { ens5: { segment: lan, address: 10.0.0.30/24 } } }
checks:
  - routes: { at: cloud1, exactly: ['10.0.0.0/24 dev ens5'] }
`;

const identity = 'od -An -v -tx1 -N32 /dev/urandom; mktemp -u; cat /etc/machine-id; hostname';

describe('a cloud image', () => {
  let directory: string;
  let disk: Buffer;
  let server: ImageServer;
  let host: PrivateHost;
  let stock: Before;

  beforeAll(async () => {
    directory = mkdtempSync('/tmp/wl-cloud-');
    mkdirSync(join(directory, 'disk'));
    disk = readFileSync(makeCloudDisk(join(directory, 'disk'), 'trixie'));
    server = await imageServer();
    const sha256 = createHash('sha256').update(disk).digest('hex');
    const images = [`cloud-13: { cloud: { url: '${server.url}', sha256: ${sha256} } }`];
    const kinds = ['cloud: { cpus: 1, memory: 512MiB, image: cloud-13 }'];
    host = privateHost({
      WIRELAB_INVENTORY: inventoryWith(join(directory, 'inventory'), { images, kinds }),
      XDG_CACHE_HOME: privateCache(join(directory, 'cache'), 'debian-12-', 'debian-13-'),
    });
    stock = takeStock(host);
  });
  afterAll(async () => {
    await host.run(['clean', '--all']);
    await stock.expectNothingLeft();
    await server.close();
    host.remove();
    rmSync(directory, { recursive: true });
  });

  it('with wrong bytes is refused, and fetched anew by the next run over a bad line', async () => {
    server.serve(Buffer.from('not this'));
    const refused = await host.run(['image', 'build', 'cloud-13']);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/has another checksum: expected sha256 \w{64}, found \w{64}/);

    server.serve(disk);
    server.behave({ cutAfter: 30_000_000 }, { cutAfter: 20_000_000 });
    const built = await host.run(['image', 'build', 'cloud-13']);
    expect(built).toMatchObject({ code: 0 });
    expect(built.stderr).toContain('the connection was cut after');
    expect(built.stderr).toMatch(/downloading, 100 %, (\d+) of \1 MB, /);
    expect(server.asked.slice(-2)).toEqual(Array(2).fill(expect.stringMatching(/^bytes=\d+-$/)));
  });

  it('makes nodes like any other, beside nodes of other kernels', async () => {
    const ended = await host.run(['run', host.write('cloud', scenario), '--keep', '--json']);
    expect(ended.stderr).toContain('✓ ');
    const record = recordOf(ended);
    expect(record).toMatchObject({ outcome: 'passed', problems: [] });
    const images = new Map(record.nodes.map(({ name, image }) => [name, image]));
    expect(Object.fromEntries(images)).toEqual({
      ...{ new: 'debian-13', old: 'debian-12', cloud1: 'cloud-13', cloud2: 'cloud-13' },
    });
    const started = new Set(record.nodes.map((node) => node.started));
    expect([...started]).toEqual(['restored']);
    const kernels = new Set(record.nodes.map(({ kernel }) => kernel));
    expect(kernels.size).toBe(2);
    const listed = await host.run(['image', 'list']);
    expect(listed.stdout).toMatch(/cloud-13 +cloud +\d+ MiB +Linux 6\.12\./);
  });

  it('gives each clone an identity, random numbers and a disk of its own', async () => {
    const on = async (node: string, script: string): Promise<string> => {
      const end = await host.run(['exec', 'cloud', node, '--', 'sh', '-c', script]);
      expect(end).toMatchObject({ code: 0 });
      return end.stdout.trim();
    };
    const facts = await Promise.all(['cloud1', 'cloud2'].map((node) => on(node, identity)));
    const [one = [], two = []] = facts.map((text) => text.split('\n'));
    expect(one).toHaveLength(5);
    expect(one.filter((fact) => two.includes(fact))).toEqual([]);

    await on(
      'cloud1',
      'echo mine >/root/mine; dd if=/dev/urandom of=/root/big bs=1M count=20; sync',
    );
    expect(await on('cloud2', 'ls -A /root')).not.toContain('mine');
    expect((await host.run(['down', 'cloud'])).code).toBe(0);
    const again = await host.run(['up', host.write('cloud', alone), '--json']);
    expect(recordOf(again)).toMatchObject({ outcome: 'passed' });
    expect(await on('cloud1', 'ls -A /root')).not.toContain('mine');
    expect((await host.run(['down', 'cloud'])).code).toBe(0);
  });

  it('boots without a template too, with the same verdict', async () => {
    const file = host.write('alone', alone);
    const ended = await host.run(['run', file, '--no-template', '--json']);
    const record = recordOf(ended);
    expect(record).toMatchObject({ outcome: 'passed', nodes: [{ started: 'cold boot' }] });
  });
});
